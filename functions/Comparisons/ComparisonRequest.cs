namespace Winnow.Functions.Comparisons;

/// <summary>Body of <c>POST /api/comparisons</c>.</summary>
public sealed record ComparisonRequest
{
    /// <summary>Id of the evaluation.</summary>
    public string? Run { get; init; }

    /// <summary>Id of the evaluation that it is compared with; null: gates are held against the run alone.</summary>
    public string? Baseline { get; init; }

    /// <summary>Rules about metrics of the run; null for none.</summary>
    public IReadOnlyList<string>? Gates { get; init; }

    /// <summary>Confidence level of intervals, 0.5 to 0.999; null: that of the run.</summary>
    public double? Level { get; init; }

    /// <summary>Bootstrap resamples, 100 to 100,000; null: as many as in the run.</summary>
    public int? Resamples { get; init; }

    /// <summary>Seed of everything that is drawn; null: that of the run.</summary>
    public int? Seed { get; init; }
}
