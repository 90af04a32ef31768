using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Winnow.Storage;
using Winnow.Storage.Messages;

namespace Winnow.Functions.Messages;

/// <summary>Registers what takes requests from messages.</summary>
public static class MessagesServices
{
    public static IServiceCollection AddMessages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MessagesOptions>().Bind(configuration.GetSection(MessagesOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RequestStore>();
        services.AddSingleton(provider => new SourceAddresses(
            provider.GetRequiredService<StorageClients>(), Split(provider.GetRequiredService<IOptions<MessagesOptions>>().Value.AllowedSources)));
        services.AddSingleton<SourcePlanner>();
        services.AddSingleton<SourceCopier>();
        services.AddSingleton<MessageSchemas>();
        services.AddSingleton<RequestPlanner>();
        services.AddSingleton<RequestDesk>();
        return services;
    }

    private static string[] Split(string sources) => sources.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
