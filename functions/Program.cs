using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Winnow.Functions;

await FunctionsApplication.CreateBuilder(args).AddWinnow().Build().RunAsync();
