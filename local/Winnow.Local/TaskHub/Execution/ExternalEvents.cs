using Microsoft.DurableTask;
using Winnow.Local.TaskHub.History;

namespace Winnow.Local.TaskHub.Execution;

/// <summary>Brings raised events and those who wait for them together, by name without regard to case.</summary>
internal sealed class ExternalEvents(DataConverter converter)
{
    private readonly Dictionary<string, List<Waiter>> waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<HubEvent> unprocessed = [];

    public IReadOnlyList<long> UnprocessedIds => [.. unprocessed.Select(raised => raised.Id)];

    public Task<T> WaitAsync<T>(string name, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        var open = OpenWaiters(name);
        if (open.Count > 0 && open[^1].Type != typeof(T))
        {
            throw new ArgumentException(
                $"The event '{name}' is already awaited as {open[^1].Type.FullName} and cannot be awaited as {typeof(T).FullName} too.");
        }

        var pending = new PendingTask<T>(name, 0, converter);
        if (TakeUnprocessed(name) is { } buffered)
        {
            pending.Complete(buffered);
            return pending.Task;
        }

        open.Add(new Waiter(typeof(T), pending, () => pending.IsCompleted));
        cancellationToken.Register(() => pending.Cancel(cancellationToken));
        return pending.Task;
    }

    public void Raise(HubEvent raised)
    {
        var open = OpenWaiters(raised.Name!);
        if (open.Count == 0)
        {
            unprocessed.Add(raised);
            return;
        }

        // The official packages (1.18 and later) serve the waiter that came last.
        var waiter = open[^1];
        open.RemoveAt(open.Count - 1);
        waiter.Pending.Complete(raised);
    }

    private HubEvent? TakeUnprocessed(string name)
    {
        var index = unprocessed.FindIndex(raised => string.Equals(raised.Name, name, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            return null;
        }

        var raised = unprocessed[index];
        unprocessed.RemoveAt(index);
        return raised;
    }

    private List<Waiter> OpenWaiters(string name)
    {
        if (!waiters.TryGetValue(name, out var open))
        {
            waiters.Add(name, open = []);
        }

        open.RemoveAll(waiter => waiter.IsOver());
        return open;
    }

    private sealed record Waiter(Type Type, IPendingTask Pending, Func<bool> IsOver);
}
