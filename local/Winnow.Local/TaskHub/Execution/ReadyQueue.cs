using System.Threading.Channels;

namespace Winnow.Local.TaskHub.Execution;

/// <summary>Instances that have something to do; each is handed out to one turn at a time.</summary>
internal sealed class ReadyQueue
{
    private readonly Channel<long> queue = Channel.CreateUnbounded<long>();
    private readonly Dictionary<long, bool> signalledAgain = [];
    private readonly Lock gate = new();

    public IAsyncEnumerable<long> ReadAllAsync(CancellationToken cancellationToken) => queue.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Says that an instance has something to do.</summary>
    public void Signal(long key)
    {
        lock (gate)
        {
            if (signalledAgain.TryAdd(key, false))
            {
                queue.Writer.TryWrite(key);
            }
            else
            {
                signalledAgain[key] = true;
            }
        }
    }

    /// <summary>Says that a turn begins, which will see everything signalled so far.</summary>
    public void Begin(long key)
    {
        lock (gate)
        {
            signalledAgain[key] = false;
        }
    }

    /// <summary>Says that the turn is over; the instance comes again when it was signalled meanwhile.</summary>
    public void End(long key)
    {
        lock (gate)
        {
            if (signalledAgain.Remove(key, out var again) && again)
            {
                signalledAgain.Add(key, false);
                queue.Writer.TryWrite(key);
            }
        }
    }
}
