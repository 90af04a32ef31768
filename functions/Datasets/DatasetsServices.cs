using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Winnow.Core.Versions;
using Winnow.Storage.Versions;

namespace Winnow.Functions.Datasets;

/// <summary>Registers datasets and their versions.</summary>
public static class DatasetsServices
{
    public static IServiceCollection AddDatasets(this IServiceCollection services)
    {
        services.TryAddSingleton<IVersionStore, VersionStore>();
        services.TryAddSingleton<SnapshotPlanner>();
        return services;
    }
}
