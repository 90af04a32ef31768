using System.Diagnostics.CodeAnalysis;
using Winnow.Local.Queues.Storage;

namespace Winnow.Local.Queues.Broker;

/// <summary>The active messages of a queue in order, of which only a window is in memory. Not thread-safe.</summary>
/// <remarks>
/// The store gives out growing sequence numbers and reports what it commits in that order. So a message whose number is not beyond
/// <c>last</c> has been in the window, and one beyond it is either appended, when nothing lies unread before it, or read later.
/// </remarks>
internal sealed class ReadyMessages(long queue, QueueStore store)
{
    private const int MaxMessages = 1000;
    private const long MaxBytes = 8 * 1024 * 1024;
    private readonly Queue<StoredMessage> window = [];
    private readonly SortedSet<long> returned = [];
    private long last;
    private long windowBytes;
    private bool hasUnread = true;

    /// <summary>Takes note of a message that has been committed.</summary>
    public void Arrive(StoredMessage message)
    {
        if (hasUnread || message.Sequence <= last)
        {
            return;
        }

        if (window.Count >= MaxMessages || windowBytes >= MaxBytes)
        {
            hasUnread = true;
            return;
        }

        Append(message);
    }

    /// <summary>Takes back a message that was taken.</summary>
    public void Return(long sequence) => returned.Add(sequence);

    /// <summary>Takes the first message that has not expired; expired ones are left to whoever cleans up.</summary>
    public bool TryTake(long now, [NotNullWhen(true)] out StoredMessage? message)
    {
        while ((message = Next()) is not null)
        {
            if (message.State == MessageState.Active && !message.IsExpired(now))
            {
                return true;
            }
        }

        return false;
    }

    private StoredMessage? Next()
    {
        if (window.Count == 0 && hasUnread)
        {
            Load();
        }

        while (returned.Count > 0 && (window.Count == 0 || returned.Min < window.Peek().Sequence))
        {
            var sequence = returned.Min;
            var found = store.Read(reader => reader.Find(queue, sequence));
            returned.Remove(sequence);
            if (found is not null)
            {
                return found;
            }
        }

        if (!window.TryDequeue(out var message))
        {
            return null;
        }

        windowBytes -= message.Body.Length;
        return message;
    }

    private void Load()
    {
        var read = store.Read(reader => reader.ActiveAfter(queue, last, MaxMessages, MaxBytes));
        read.ForEach(Append);
        hasUnread = read.Count == MaxMessages || windowBytes >= MaxBytes;
    }

    private void Append(StoredMessage message)
    {
        window.Enqueue(message);
        windowBytes += message.Body.Length;
        last = message.Sequence;
    }
}
