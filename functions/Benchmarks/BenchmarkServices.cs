using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Winnow.Storage.Benchmarks;

namespace Winnow.Functions.Benchmarks;

/// <summary>Registers benchmarks.</summary>
public static class BenchmarkServices
{
    public static IServiceCollection AddBenchmarks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BenchmarkOptions>().Bind(configuration.GetSection(BenchmarkOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<LeaderboardStore>();
        services.TryAddSingleton<BenchmarkFiles>();
        services.TryAddSingleton<BenchmarkPlanner>();
        services.TryAddSingleton<BoardMaker>();
        return services;
    }
}
