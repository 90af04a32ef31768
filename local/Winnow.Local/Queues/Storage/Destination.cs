namespace Winnow.Local.Queues.Storage;

/// <summary>A queue or topic that messages are sent to.</summary>
/// <param name="Id">Its id in the store.</param>
/// <param name="Path">Its name.</param>
/// <param name="Targets">The queue itself, or the topic's subscriptions.</param>
/// <param name="DuplicateWindow">Milliseconds for which message ids are remembered; 0 for not at all.</param>
internal sealed record Destination(long Id, string Path, IReadOnlyList<Target> Targets, long DuplicateWindow);
