using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Winnow.Core.Models;

namespace Winnow.Storage.Models;

/// <summary>Registers the model registry.</summary>
public static class ModelStoreServices
{
    /// <summary>Setting: folder for model files on the local disk. Default: <c>winnow-models</c> in the temporary folder.</summary>
    public const string CacheFolderKey = "Models:CacheFolder";

    /// <summary>Adds <see cref="IModelStore"/> and <see cref="ITuningStore"/>.</summary>
    public static IServiceCollection AddModelStore(this IServiceCollection services, IConfiguration configuration)
    {
        var folder = configuration[CacheFolderKey] is { Length: > 0 } set ? set : Path.Combine(Path.GetTempPath(), "winnow-models");
        services.TryAddSingleton(provider => new ModelCache(provider.GetRequiredService<StorageClients>(), folder, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IModelStore, ModelStore>();
        services.TryAddSingleton<ITuningStore, TuningStore>();
        return services;
    }
}
