namespace Winnow.Cli.Demo;

/// <summary>One dataset of the demo: the files made for it, and what ought to come out.</summary>
public sealed record DemoDataset
{
    public required string Name { get; init; }

    /// <summary>The model that labels it, <c>name@version</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The model that it is compared with, <c>name@version</c>; null for none.</summary>
    public string? Baseline { get; init; }

    public required double MinimumConfidence { get; init; }

    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Holds <c>first/</c>, which is dropped before, and <c>then/</c>, which is dropped after; both lie over one another in the dataset.</summary>
    public required string Folder { get; init; }

    /// <summary>Files and archive entries that were dropped, annotation files among them; an archive that must be refused whole counts once.</summary>
    public required long Dropped { get; init; }

    /// <summary>Annotation files among them.</summary>
    public required long AnnotationFiles { get; init; }

    /// <summary>Different images that ought to become items.</summary>
    public required long Items { get; init; }

    /// <summary>Items that have ground truth; the others ought to get pseudo-labels.</summary>
    public required long Annotated { get; init; }

    /// <summary>The split that is scored; null for all items.</summary>
    public string? Split { get; init; }

    /// <summary>Items with ground truth that are in <see cref="Split"/>.</summary>
    public required long Scored { get; init; }

    /// <summary>Paths that ought to be refused.</summary>
    public required IReadOnlyList<string> Bad { get; init; }

    /// <summary>What the evaluation ought to find beside the scores; null for nothing in particular.</summary>
    public PlantedFaults? Planted { get; init; }

    /// <summary>Gates of the evaluation; empty for none.</summary>
    public IReadOnlyList<DemoGate> Gates { get; init; } = [];

    /// <summary>The metric that tells whether the scores are sane.</summary>
    public required SanityBound Bound { get; init; }
}
