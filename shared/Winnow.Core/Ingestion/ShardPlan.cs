namespace Winnow.Core.Ingestion;

/// <summary>Cuts a batch into shards: archives and large files alone, small files in groups of neighbours, annotation files first.</summary>
/// <remarks>Annotations that are there before their files are written along with them; those that come later cost a second look at every item.</remarks>
public static class ShardPlan
{
    /// <summary>Most files of one group.</summary>
    public const int MaxFiles = 256;

    /// <summary>Most bytes of one group: 64 MiB.</summary>
    public const long MaxBytes = 64L << 20;

    /// <summary>Files of at least this size are a shard of their own: 8 MiB.</summary>
    public const long LargeBytes = 8L << 20;

    private static readonly string[] Archives = [".zip", ".tar", ".tar.gz", ".tgz"];
    private static readonly string[] Annotations = [".csv", ".jsonl"];

    /// <summary>Cuts the drops into shards. The result depends on the set of drops only, not on their order.</summary>
    public static IReadOnlyList<IReadOnlyList<Drop>> Cut(IEnumerable<Drop> drops)
    {
        var byPath = drops.OrderBy(drop => drop.Path, StringComparer.Ordinal).ThenBy(drop => drop.ETag, StringComparer.Ordinal);
        var annotations = byPath.ToLookup(drop => EndsWithAny(drop, Annotations));
        return [.. CutSorted(annotations[true]), .. CutSorted(annotations[false])];
    }

    private static List<IReadOnlyList<Drop>> CutSorted(IEnumerable<Drop> drops)
    {
        List<IReadOnlyList<Drop>> shards = [];
        List<Drop> group = [];
        var bytes = 0L;
        foreach (var drop in drops)
        {
            if (IsAlone(drop))
            {
                shards.Add([drop]);
                continue;
            }

            if (group.Count == MaxFiles || (group.Count > 0 && bytes + drop.Length > MaxBytes))
            {
                shards.Add(group);
                (group, bytes) = ([], 0);
            }

            group.Add(drop);
            bytes += drop.Length;
        }

        if (group.Count > 0)
            shards.Add(group);
        return shards;
    }

    private static bool IsAlone(Drop drop) => drop.Length >= LargeBytes || EndsWithAny(drop, Archives);

    private static bool EndsWithAny(Drop drop, string[] extensions) =>
        extensions.Any(extension => drop.Path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
}
