namespace Winnow.Local.Queues.Storage;

/// <summary>What a stored message waits for; the numbers are those of <c>x-opt-message-state</c>.</summary>
internal enum MessageState
{
    /// <summary>To be received.</summary>
    Active = 0,

    /// <summary>To be received by its sequence number only.</summary>
    Deferred = 1,

    /// <summary>For its time to come.</summary>
    Scheduled = 2,
}
