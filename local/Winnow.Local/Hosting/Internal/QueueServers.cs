using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Winnow.Local.Queues;

namespace Winnow.Local.Hosting.Internal;

/// <summary>Makes the Service Bus endpoint of an app whose setting <c>ServiceBus</c> points at this machine.</summary>
internal static class QueueServers
{
    private const int DefaultPort = 5672;

    /// <returns>Null when the app uses another namespace, or none.</returns>
    /// <exception cref="FunctionsStartException">A setting is wrong.</exception>
    public static QueueServer? Create(IConfiguration configuration, string folder, string root, ILoggerFactory loggers, TimeProvider time)
    {
        try
        {
            if (ServiceBusConnections.Find(ServiceBusConnections.DefaultName, configuration) is not { } connectionString ||
                ServiceBusConnections.ParseLocal(connectionString) is not { } local)
                return null;
            var section = configuration.GetSection(QueueServerOptions.SectionName);
            var options = section.Get<QueueServerOptions>() ?? new QueueServerOptions();
            options.Path = section[nameof(options.Path)] is { Length: > 0 } path ? Path.GetFullPath(path, root) : Path.Combine(folder, "queues.db");
            // What the clients are told is what is served.
            options.Port = local.Endpoint!.Port > 0 ? local.Endpoint.Port : DefaultPort;
            options.KeyName = local.SharedAccessKeyName ?? options.KeyName;
            options.Key = local.SharedAccessKey ?? options.Key;
            return new QueueServer(options, loggers, time);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or Microsoft.Extensions.Options.OptionsValidationException)
        {
            throw new FunctionsStartException([$"the setting 'ServiceBus' or 'Local:Queues' is wrong: {exception.Message.TrimEnd('.')}"]);
        }
    }
}
