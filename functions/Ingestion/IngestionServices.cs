using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Winnow.Core.Ingestion;
using Winnow.Storage.Ingestion;

namespace Winnow.Functions.Ingestion;

/// <summary>Registers ingestion.</summary>
public static class IngestionServices
{
    public static IServiceCollection AddIngestion(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<IngestionOptions>()
            .Bind(configuration.GetSection(IngestionOptions.SectionName))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services
            .AddSingleton<IDropZone, BlobDropZone>()
            .AddSingleton<IIntake, IntakeTable>()
            .AddSingleton<IQuarantine, QuarantineStore>()
            .AddSingleton<IBatchStore, BatchStore>()
            .AddSingleton<DropDoor>()
            .AddSingleton<ShardIngestion>();
    }
}
