using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Winnow.Core.Catalogue;

namespace Winnow.Storage;

/// <summary>Registers the stores.</summary>
public static class StorageServices
{
    /// <summary>Adds <see cref="StorageClients"/> and the stores of Core's catalogue on them.</summary>
    public static IServiceCollection AddWinnowStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => new StorageClients(configuration));
        services.TryAddSingleton<IPackStore, PackStore>();
        services.TryAddSingleton<IDatasetStore, DatasetStore>();
        services.TryAddSingleton<ICatalogue, Catalogue>();
        return services;
    }
}
