namespace Winnow.Core.Evaluations.Analysis;

/// <summary>A finding that still lacks the items which it shows: those are read when it is known which ones.</summary>
/// <param name="Rows">The rows of the items in the table.</param>
/// <param name="Complete">Makes the finding from the items, in the order of the rows.</param>
public sealed record Pending<T>(IReadOnlyList<int> Rows, Func<IReadOnlyList<ReportItem>, T> Complete)
{
    /// <summary>Makes the finding.</summary>
    /// <param name="items">Items by row; those of <see cref="Rows"/> are there.</param>
    public T Resolve(IReadOnlyDictionary<int, ReportItem> items) => Complete([.. Rows.Select(row => items[row])]);
}
