namespace Winnow.Local.TaskHub.Execution;

/// <summary>Runs all continuations of one orchestrator on the thread that takes its turn, in the order in which they became ready.</summary>
/// <param name="onForeignPost">Called when code off the turn posts, which means that the orchestrator awaited a task that is not durable.</param>
internal sealed class TurnSynchronizationContext(Action onForeignPost) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> ready = new();

    /// <summary>Whether the calling code runs in this orchestrator's turn.</summary>
    public bool IsCurrent => ReferenceEquals(Current, this);

    /// <summary>Runs <paramref name="step"/> and everything that becomes ready through it.</summary>
    public void Run(Action step)
    {
        var previous = Current;
        SetSynchronizationContext(this);
        try
        {
            step();
            while (ready.TryDequeue(out var next))
            {
                next.Callback(next.State);
            }
        }
        finally
        {
            SetSynchronizationContext(previous);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (!IsCurrent)
        {
            onForeignPost();
            return;
        }

        ready.Enqueue((d, state));
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Orchestrator code must not block on its own continuations.");

    public override SynchronizationContext CreateCopy() => this;
}
