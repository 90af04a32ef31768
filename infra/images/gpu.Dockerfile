# The function app with CUDA. Build from the root of the repository:
#   docker build -f infra/images/gpu.Dockerfile -t winnow/gpu .
# ONNX Runtime 1.31 for GPUs is linked against CUDA 13 and cuDNN 9 (libcublasLt.so.13, libcudart.so.13), with kernels for T4 (sm_75) and A100 (sm_80).
# The base stays the official one of Azure Functions; NVIDIA's libraries are laid beside it. They need a C library no newer than that of Ubuntu 22.04.

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY . .
RUN dotnet publish functions/Winnow.Functions.csproj --configuration Release --output /publish -p:AzureSdk=true -p:DurableTaskScheduler=true -p:Gpu=true
COPY infra/images/host.json /publish/host.json

FROM nvidia/cuda:13.0.1-cudnn-runtime-ubuntu22.04 AS cuda
# Only what ONNX Runtime loads: every new GPU replica waits for its image.
RUN mkdir /cuda \
    && cp -a /usr/local/cuda/lib64/libcudart.so.13* /usr/local/cuda/lib64/libcublas.so.13* /usr/local/cuda/lib64/libcublasLt.so.13* \
        /usr/local/cuda/lib64/libcurand.so.10* /usr/local/cuda/lib64/libcufft.so.12* /usr/local/cuda/lib64/libnvrtc*.so.13* /cuda/ \
    && cp -a /usr/lib/x86_64-linux-gnu/libcudnn*.so.9* /cuda/

FROM mcr.microsoft.com/azure-functions/dotnet-isolated:4-dotnet-isolated10.0
ENV AzureWebJobsScriptRoot=/home/site/wwwroot \
    AzureFunctionsJobHost__Logging__Console__IsEnabled=true \
    LD_LIBRARY_PATH=/opt/cuda \
    NVIDIA_VISIBLE_DEVICES=all \
    NVIDIA_DRIVER_CAPABILITIES=compute,utility
COPY --from=cuda /cuda /opt/cuda
COPY --from=build /publish /home/site/wwwroot
