# The function app on CPU. Build from the root of the repository:
#   docker build -f infra/images/app.Dockerfile -t winnow/app .
# Models are not in the image: the app fetches them from the container "models" when it first needs them.

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY . .
RUN dotnet publish functions/Winnow.Functions.csproj --configuration Release --output /publish -p:AzureSdk=true -p:DurableTaskScheduler=true
COPY infra/images/host.json /publish/host.json

FROM mcr.microsoft.com/azure-functions/dotnet-isolated:4-dotnet-isolated10.0
ENV AzureWebJobsScriptRoot=/home/site/wwwroot \
    AzureFunctionsJobHost__Logging__Console__IsEnabled=true
COPY --from=build /publish /home/site/wwwroot
