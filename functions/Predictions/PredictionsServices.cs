using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Winnow.Storage.Imports;

namespace Winnow.Functions.Predictions;

/// <summary>Registers the import of predictions.</summary>
public static class PredictionsServices
{
    public static IServiceCollection AddPredictions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ImportOptions>().Bind(configuration.GetSection(ImportOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<ImportStore>();
        services.TryAddSingleton<ImportTable>();
        services.TryAddSingleton<ImportPlanner>();
        services.TryAddSingleton<PredictionUpload>();
        services.TryAddSingleton<PredictionPartitioner>();
        services.TryAddSingleton<PartImport>();
        return services;
    }
}
