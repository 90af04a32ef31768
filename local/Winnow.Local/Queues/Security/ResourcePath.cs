namespace Winnow.Local.Queues.Security;

/// <summary>Takes scheme, host and outer slashes off addresses: <c>amqps://host/queue/</c>, <c>/queue</c> and <c>queue</c> are the same.</summary>
internal static class ResourcePath
{
    public static string Of(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return address.Trim('/');
        }

        var path = address.IndexOf('/', scheme + 3);
        return path < 0 ? "" : address[path..].Trim('/');
    }

    /// <summary>Whether a path is another one or lies below it.</summary>
    public static bool IsWithin(string path, string outer) =>
        outer.Length == 0
        || (path.StartsWith(outer, StringComparison.OrdinalIgnoreCase) && (path.Length == outer.Length || path[outer.Length] == '/'));
}
