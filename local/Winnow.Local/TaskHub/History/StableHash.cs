namespace Winnow.Local.TaskHub.History;

/// <summary>FNV-1a with 64 bits over UTF-16 code units: the same in every process, unlike <see cref="string.GetHashCode()"/>.</summary>
internal static class StableHash
{
    public static long Of(string? text)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in text.AsSpan())
        {
            hash = (hash ^ unit) * 1099511628211UL;
        }

        return unchecked((long)hash);
    }
}
