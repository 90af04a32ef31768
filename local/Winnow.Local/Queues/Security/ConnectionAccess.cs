namespace Winnow.Local.Queues.Security;

/// <summary>What the client of a connection has shown that it may use.</summary>
internal sealed class ConnectionAccess(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> granted = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Opens a path and what lies below it for some time.</summary>
    public void Grant(string path, DateTimeOffset until)
    {
        lock (gate)
        {
            if (!granted.TryGetValue(path, out var before) || before < until)
            {
                granted[path] = until;
            }
        }
    }

    public bool Allows(string path)
    {
        lock (gate)
        {
            return granted.Any(grant => grant.Value > time.GetUtcNow() && ResourcePath.IsWithin(path, grant.Key));
        }
    }
}
