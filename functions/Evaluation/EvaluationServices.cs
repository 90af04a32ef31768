using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Winnow.Core.Evaluations;
using Winnow.Functions.Comparisons;
using Winnow.Storage.Evaluations;

namespace Winnow.Functions.Evaluation;

/// <summary>Registers the evaluation workflow.</summary>
public static class EvaluationServices
{
    public static IServiceCollection AddEvaluation(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EvaluationOptions>().Bind(configuration.GetSection(EvaluationOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<IEvaluationStore, EvaluationStore>();
        services.TryAddSingleton<EvaluationPlanner>();
        services.TryAddSingleton<ReportImages>();
        services.TryAddSingleton<ShardReader>();
        services.TryAddSingleton<RunReader>();
        services.TryAddSingleton<Fingerprints>();
        services.TryAddSingleton<LeakFinder>();
        services.TryAddSingleton<ReportMaker>();
        services.TryAddSingleton<ComparisonPlanner>();
        return services;
    }
}
