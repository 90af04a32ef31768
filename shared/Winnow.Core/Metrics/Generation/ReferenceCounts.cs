using System.Globalization;

namespace Winnow.Core.Metrics.Generation;

/// <summary>How many references the items of a corpus have: sacreBLEU's <c>nrefs</c>.</summary>
/// <param name="Fewest">Of all items; 0 without items.</param>
/// <param name="Most">Of all items; 0 without items.</param>
public readonly record struct ReferenceCounts(int Fewest, int Most)
{
    public static ReferenceCounts operator +(ReferenceCounts left, ReferenceCounts right) =>
        left.Most == 0 ? right : right.Most == 0 ? left : new(Math.Min(left.Fewest, right.Fewest), Math.Max(left.Most, right.Most));

    public static ReferenceCounts Add(ReferenceCounts left, ReferenceCounts right) => left + right;

    /// <summary>Counts an item with that many references.</summary>
    public ReferenceCounts Plus(int references) => this + new ReferenceCounts(references, references);

    /// <summary>The common number, or "var" where items differ.</summary>
    public override string ToString() => Fewest == Most ? Fewest.ToString(CultureInfo.InvariantCulture) : "var";
}
