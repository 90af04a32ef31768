namespace Winnow.Storage;

/// <summary>The blob containers of the data account.</summary>
public static class Containers
{
    /// <summary>The drop zone: <c>{dataset}/{path}</c>.</summary>
    public const string Incoming = "incoming";

    /// <summary>Packs: <c>{dataset}/{pack}.tar</c>.</summary>
    public const string Items = "items";

    /// <summary>Details of annotations that are too long for a row: <c>{dataset}/{sha256}.json</c>.</summary>
    public const string Annotations = "annotations";

    /// <summary>Refused files: <c>{dataset}/…</c>.</summary>
    public const string Quarantine = "quarantine";

    /// <summary>Immutable snapshots: <c>{dataset}/{version}/…</c>.</summary>
    public const string Versions = "versions";

    /// <summary>Full predictions: <c>{dataset}/{model}@{version}/{run}/{pack}.parquet</c>.</summary>
    public const string Predictions = "predictions";

    /// <summary>Results and reports: <c>{id}/…</c>.</summary>
    public const string Evaluations = "evaluations";

    /// <summary>The model registry: <c>{name}/{version}/…</c>.</summary>
    public const string Models = "models";

    /// <summary>Manifests and shard results of work that is under way: <c>{dataset}/{batch}/…</c>.</summary>
    public const string Work = "work";

    /// <summary>Every container above.</summary>
    public static IReadOnlyList<string> All { get; } = [Incoming, Items, Annotations, Quarantine, Versions, Predictions, Evaluations, Models, Work];
}
