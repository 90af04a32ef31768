using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Winnow.Functions.Benchmarks;
using Winnow.Functions.Datasets;
using Winnow.Functions.Evaluation;
using Winnow.Functions.Events;
using Winnow.Functions.Http;
using Winnow.Functions.Ingestion;
using Winnow.Functions.Labelling;
using Winnow.Functions.Messages;
using Winnow.Functions.Predictions;
using Winnow.Storage;

namespace Winnow.Functions;

/// <summary>The composition of the app: one line per feature, the same in Azure, on one machine and in tests.</summary>
public static class WinnowApp
{
    public static FunctionsApplicationBuilder AddWinnow(this FunctionsApplicationBuilder builder)
    {
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<ApiGuard>();
        builder.Services
            .AddApi(builder.Configuration)
            .AddWinnowStorage(builder.Configuration)
            .AddDatasets()
            .AddIngestion(builder.Configuration)
            .AddLabelling(builder.Configuration)
            .AddPredictions(builder.Configuration)
            .AddEvaluation(builder.Configuration)
            .AddBenchmarks(builder.Configuration)
            .AddEvents(builder.Configuration)
            .AddMessages(builder.Configuration);
        return builder;
    }
}
