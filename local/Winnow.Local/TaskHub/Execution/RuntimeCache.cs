namespace Winnow.Local.TaskHub.Execution;

/// <summary>Orchestrators that wait in memory between their turns; the least recently used are dropped first.</summary>
internal sealed class RuntimeCache(int capacity)
{
    private readonly Dictionary<long, LinkedListNode<(long Key, OrchestrationRuntime Runtime)>> nodes = [];
    private readonly LinkedList<(long Key, OrchestrationRuntime Runtime)> byUse = [];
    private readonly Lock gate = new();

    /// <summary>Takes an orchestrator out for a turn.</summary>
    public OrchestrationRuntime? Take(long key)
    {
        lock (gate)
        {
            if (!nodes.Remove(key, out var node))
            {
                return null;
            }

            byUse.Remove(node);
            return node.Value.Runtime;
        }
    }

    /// <summary>Keeps an orchestrator after its turn.</summary>
    public void Keep(long key, OrchestrationRuntime runtime)
    {
        lock (gate)
        {
            nodes[key] = byUse.AddLast((key, runtime));
            if (nodes.Count > capacity)
            {
                nodes.Remove(byUse.First!.Value.Key);
                byUse.RemoveFirst();
            }
        }
    }
}
