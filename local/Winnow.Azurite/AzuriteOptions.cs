namespace Winnow.Azurite;

/// <summary>How an emulator of Azure Storage is started.</summary>
public sealed record AzuriteOptions
{
    /// <value>The folder that keeps the data; null keeps it in memory, and a stop loses it.</value>
    public string? Location { get; init; }

    /// <value>The port of the blob service; 0, or a port that is taken, means any free one.</value>
    public int BlobPort { get; init; }

    /// <value>The port of the queue service; 0, or a port that is taken, means any free one.</value>
    public int QueuePort { get; init; }

    /// <value>The port of the table service; 0, or a port that is taken, means any free one.</value>
    public int TablePort { get; init; }

    /// <value>How long a start may take. Default 60 seconds.</value>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Azurite's documented ports, 10000 to 10002, where they are free.</summary>
    public static AzuriteOptions WellKnownPorts { get; } = new() { BlobPort = 10000, QueuePort = 10001, TablePort = 10002 };
}
