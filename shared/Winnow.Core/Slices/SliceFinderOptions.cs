namespace Winnow.Core.Slices;

/// <summary>What a <see cref="SliceFinder"/> looks for, and how far it goes.</summary>
public sealed record SliceFinderOptions
{
    /// <summary>Levels above which a conjunction does not fit its key.</summary>
    public const int HighestLevel = 4;

    /// <summary>Slices to find. Default: 10.</summary>
    public int K { get; init; } = 10;

    /// <summary>Most predicates of a slice, 1 to <see cref="HighestLevel"/>. Default: 3.</summary>
    public int MaxLevel { get; init; } = 3;

    /// <summary>Fewest items of a slice; null: the larger of 32 and 1 % of the items, rounded up.</summary>
    public int? MinSupport { get; init; }

    /// <summary>Weight of a slice's error against its size, above 0 to 1: higher finds smaller and worse slices. Default: 0.95.</summary>
    public double Alpha { get; init; } = 0.95;

    /// <summary>Whether slices with the same members as one of their parents are reported beside it. Default: false.</summary>
    public bool KeepsRedundant { get; init; }

    /// <summary>Indices of items that are kept of each slice. Default: 10.</summary>
    public int MembersKept { get; init; } = 10;

    /// <summary>Candidates of one level above which that level is not searched any more. Default: 2,000,000 (about 100 MB).</summary>
    public int MaxCandidates { get; init; } = 2_000_000;

    /// <summary>Threads; null: as many as processors. The result is the same for any number.</summary>
    public int? Threads { get; init; }

    /// <summary>The fewest items of a slice of a table.</summary>
    public int MinSupportOf(int items) => MinSupport ?? Math.Max(32, (items + 99) / 100);

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(K, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxLevel, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxLevel, HighestLevel);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinSupport ?? 1, 1, nameof(MinSupport));
        ArgumentOutOfRangeException.ThrowIfNegative(MembersKept);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxCandidates, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads ?? 1, 1, nameof(Threads));
        if (!(Alpha is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(Alpha), Alpha, "Alpha is above 0 and at most 1.");
        }
    }
}
