namespace Winnow.Local.Queues.Storage;

/// <summary>A message that is to be stored. Times are Unix milliseconds.</summary>
/// <param name="Id">The message id, for the detection of duplicates.</param>
/// <param name="Body">Properties, application properties, body and footer as the sender encoded them.</param>
internal sealed record NewMessage(string Id, byte[] Body)
{
    /// <summary>Annotations of the sender, as an encoded section.</summary>
    public byte[]? Annotations { get; init; }

    /// <summary>Milliseconds that the sender allows it to live.</summary>
    public long? TimeToLive { get; init; }

    /// <summary>When it is to become active.</summary>
    public long? Due { get; init; }
}
