namespace Winnow.Local.Queues.Storage;

/// <summary>A queue or subscription that a sent message ends up in.</summary>
/// <param name="Queue">Its id in the store.</param>
/// <param name="TimeToLive">Milliseconds that a message may live in it at most, if any.</param>
internal sealed record Target(long Queue, long? TimeToLive);
