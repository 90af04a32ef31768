namespace Winnow.Functions.Labelling;

/// <summary>What labelling did with the items of a pack, a page of packs or a run. Merging is addition.</summary>
public sealed record LabelCounts
{
    /// <summary>Providers and warnings beyond these are left out.</summary>
    private const int MaxParts = 10;

    public long Packs { get; init; }

    /// <inheritdoc cref="LabelResult.Items"/>
    public long Items { get; init; }

    /// <inheritdoc cref="LabelResult.Labelled"/>
    public long Labelled { get; init; }

    /// <inheritdoc cref="LabelResult.PseudoLabels"/>
    public long PseudoLabels { get; init; }

    /// <inheritdoc cref="LabelResult.Failed"/>
    public long Failed { get; init; }

    /// <inheritdoc cref="LabelResult.Skipped"/>
    public long Skipped { get; init; }

    /// <summary>Time that activities spent on it, in seconds, added up over packs.</summary>
    public double WorkSeconds { get; init; }

    /// <inheritdoc cref="LabelResult.OnnxSeconds"/>
    public double OnnxSeconds { get; init; }

    /// <summary>What ran the model; all of them, with commas, when machines differed.</summary>
    public string? Provider { get; init; }

    /// <inheritdoc cref="LabelResult.Warning"/>
    public string? Warning { get; init; }

    public LabelCounts Add(LabelCounts other) => new()
    {
        Packs = Packs + other.Packs,
        Items = Items + other.Items,
        Labelled = Labelled + other.Labelled,
        PseudoLabels = PseudoLabels + other.PseudoLabels,
        Failed = Failed + other.Failed,
        Skipped = Skipped + other.Skipped,
        WorkSeconds = WorkSeconds + other.WorkSeconds,
        OnnxSeconds = OnnxSeconds + other.OnnxSeconds,
        Provider = JoinProviders([Provider, other.Provider]),
        Warning = JoinWarnings([Warning, other.Warning]),
    };

    /// <summary>All that ran a model, with commas; null when nothing did.</summary>
    public static string? JoinProviders(IEnumerable<string?> providers) => Join(providers, ',');

    /// <summary>All that went otherwise than asked for, one a line; null when nothing did.</summary>
    public static string? JoinWarnings(IEnumerable<string?> warnings) => Join(warnings, '\n');

    private static string? Join(IEnumerable<string?> values, char separator)
    {
        var parts = string.Join(separator, values).Split(separator, StringSplitOptions.RemoveEmptyEntries).Distinct().Order(StringComparer.Ordinal).Take(MaxParts).ToList();
        return parts.Count == 0 ? null : string.Join(separator, parts);
    }
}
