using System.ComponentModel.DataAnnotations;

namespace Winnow.Local.Queues;

/// <summary>Settings of the local Service Bus endpoint: section <c>Local:Queues</c>. Azure knows none of them.</summary>
public sealed class QueueServerOptions
{
    public const string SectionName = "Local:Queues";

    /// <value>The TCP port on loopback; 0 takes a free one. Default 5672.</value>
    [Range(0, 65535)]
    public int Port { get; set; } = 5672;

    /// <value>The SQLite file that keeps the messages. Default <c>.winnow/queues.db</c>.</value>
    [Required]
    public string Path { get; set; } = System.IO.Path.Combine(".winnow", "queues.db");

    /// <value>The name of the key that clients sign with. Default <c>RootManageSharedAccessKey</c>.</value>
    [Required]
    public string KeyName { get; set; } = "RootManageSharedAccessKey";

    /// <value>The key that clients sign with. Default <c>SAS_KEY_VALUE</c>, as in the connection string of Microsoft's emulator.</value>
    [Required]
    public string Key { get; set; } = "SAS_KEY_VALUE";

    /// <value>The largest message, and the largest batch, in bytes. Default 1 MiB.</value>
    [Range(1024, 104_857_600)]
    public int MaxMessageBytes { get; set; } = 1024 * 1024;

    /// <value>The queues by name. Default <c>winnow-requests</c> with duplicate detection over ten minutes.</value>
    public Dictionary<string, QueueOptions> Queues { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["winnow-requests"] = new() { DuplicateDetectionSeconds = 600 },
    };

    /// <value>The topics by name. Default <c>winnow-events</c> with duplicate detection over ten minutes and one subscription, <c>all</c>.</value>
    public Dictionary<string, TopicOptions> Topics { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["winnow-events"] = new() { DuplicateDetectionSeconds = 600, Subscriptions = { ["all"] = new() } },
    };
}
