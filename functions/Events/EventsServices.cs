using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Winnow.Core.Events;
using Winnow.Storage;

namespace Winnow.Functions.Events;

/// <summary>Registers the outbox and its sender.</summary>
public static class EventsServices
{
    public static IServiceCollection AddEvents(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IOutbox, OutboxTable>();
        if (ServiceBusConnection.IsSet(configuration))
        {
            services.AddSingleton(_ => ServiceBusConnection.Create(configuration)!);
            services.AddSingleton<IEventTopic, ServiceBusTopic>();
        }

        services.AddSingleton<EventSender>();
        return services.AddHostedService(provider => provider.GetRequiredService<EventSender>());
    }
}
