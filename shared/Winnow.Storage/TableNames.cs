namespace Winnow.Storage;

/// <summary>The tables of the data account.</summary>
public static class TableNames
{
    /// <summary><c>{dataset}|{pack}</c>, <c>{itemId}</c>: one row per item.</summary>
    public const string Items = "Items";

    /// <summary><c>{dataset}|{first 2 hex}</c>, <c>{itemId}</c>: which pack holds a content.</summary>
    public const string Hashes = "Hashes";

    /// <summary><c>{dataset}|{bucket}</c>, <c>{escaped path}</c>: which item a name stands for, and annotations that wait for it.</summary>
    public const string Names = "Names";

    /// <summary><c>{dataset}|{pack}</c>, <c>{itemId}|{source}</c>.</summary>
    public const string Annotations = "Annotations";

    /// <summary><c>{dataset}|{pack}</c>, <c>{itemId}|{model@version}</c>.</summary>
    public const string Predictions = "Predictions";

    /// <summary><c>{dataset}|{field}={value}</c>, <c>{sortable score or time}|{itemId}</c>: the inverted index.</summary>
    public const string Index = "Index";

    /// <summary><c>datasets</c>, <c>{name}</c>; and <c>{dataset}|batches</c>, <c>{batch}</c>.</summary>
    public const string Datasets = "Datasets";

    /// <summary><c>{dataset}</c>, <c>{version}</c>.</summary>
    public const string Versions = "Versions";

    /// <summary><c>{name}</c>, <c>{version}</c>.</summary>
    public const string Models = "Models";

    /// <summary><c>{dataset}</c>, <c>{id}</c>.</summary>
    public const string Evaluations = "Evaluations";

    /// <summary><c>{dataset}|{metric}</c>, <c>{newest first}|{id}</c>: every score that was ever computed.</summary>
    public const string Metrics = "Metrics";

    /// <summary><c>{benchmark}</c>, <c>{newest first}|{run}</c>: what benchmarks came to; and <c>{benchmark}|{run}</c>, <c>{board}|{place}</c>: their lines.</summary>
    public const string Leaderboard = "Leaderboard";

    /// <summary><c>{dataset}</c>, <c>{model@version}</c>: predictions that somebody brought.</summary>
    public const string Imports = "Imports";

    /// <summary><c>{dataset}</c>, <c>{escaped name}|{short hash}</c>: refused files.</summary>
    public const string Quarantine = "Quarantine";

    /// <summary><c>{dataset}|{bucket}</c>, <c>{hash of path and ETag}</c>: drops that were seen.</summary>
    public const string Intake = "Intake";

    /// <summary><c>events</c>, <c>{time}|{id}</c>: events that are not yet sent.</summary>
    public const string Outbox = "Outbox";

    /// <summary>Every table above.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Items, Hashes, Names, Annotations, Predictions, Index, Datasets, Versions, Models, Evaluations, Metrics, Leaderboard, Imports, Quarantine, Intake, Outbox];
}
