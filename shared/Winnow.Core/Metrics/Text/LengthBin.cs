namespace Winnow.Core.Metrics.Text;

/// <summary>The texts whose reference has a length of <paramref name="From"/> to <paramref name="To"/> code points (null: without limit).</summary>
public sealed record LengthBin(int From, int? To, long Items, long Exact, long Edits, long ReferenceLength);
