using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Messaging.ServiceBus;

namespace Winnow.Cli.Bus;

/// <summary>The queue and the topic of the app, as a sender sees them.</summary>
public static class MessageBus
{
    public const string Requests = "winnow-requests";
    public const string Events = "winnow-events";
    public const string DefaultSubscription = "all";
    public const string SchemaVersion = "1.0";
    public const string TypeProperty = "type";
    public const string SchemaVersionProperty = "schema-version";

    /// <summary>The app's setting with the connection string.</summary>
    public const string Setting = "ServiceBus";

    /// <summary>The usual port of AMQP.</summary>
    public const int DefaultPort = 5672;

    /// <summary>The type of a request, the kind of run that it starts, and the event that ends it well.</summary>
    public static IReadOnlyList<(string Type, string Kind, string Event)> Types { get; } =
    [
        ("ingest", "ingestion", "items.ingested"),
        ("annotate", "ingestion", "items.ingested"),
        ("label", "labelling", "labels.created"),
        ("evaluate", "evaluation", "evaluation.completed"),
        ("snapshot", "snapshot", "version.created"),
    ];

    /// <summary>The connection string of the app's own endpoint on this machine; its key is that of Microsoft's emulator, and opens nothing else.</summary>
    public static string Local(int port) => string.Create(
        CultureInfo.InvariantCulture,
        $"Endpoint=sb://127.0.0.1:{port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;");

    /// <summary>Opens a connection lazily: the first call over it connects.</summary>
    /// <exception cref="CliException">The connection string cannot be read.</exception>
    public static ServiceBusClient Open(string connectionString)
    {
        try
        {
            return new(connectionString);
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            throw new CliException(
                "invalid-connection-string", $"The Service Bus connection string cannot be read: {error.Message} Check --connection or WINNOW_SERVICE_BUS.", error);
        }
    }

    /// <summary>The subject of the events about the run of a message: the app derives its id from the message id in the same way.</summary>
    public static string SubjectOf(string kind, string messageId) =>
        $"{kind}s/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{messageId}")).AsSpan(0, 16))}";
}
