using System.Globalization;

namespace Winnow.Core.PseudoLabels;

/// <summary>Takes annotated items in any order and keeps a fixed number of them, drawn by their content.</summary>
/// <param name="limit">Most items that are kept.</param>
/// <remarks>
/// Kept are the items with the smallest ids, which are hashes: a uniform sample that depends neither on order nor on how items are spread over packs.
/// Roles come from other digits of the id. Memory: twice the limit.
/// </remarks>
public sealed class CalibrationSample(int limit)
{
    private const int PlanShare = 3;
    private const int RoleDigits = 8;
    private readonly List<CalibrationCase> kept = [];

    /// <summary>What an item is used for.</summary>
    /// <param name="itemId">64 lower-case hex digits.</param>
    public static CalibrationRole RoleOf(string itemId) =>
        uint.Parse(itemId.AsSpan(itemId.Length - RoleDigits), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % PlanShare == 0 ? CalibrationRole.Plan : CalibrationRole.Test;

    public void Add(IEnumerable<CalibrationCase> cases)
    {
        foreach (var one in cases)
        {
            kept.Add(one);
            if (kept.Count >= 2 * limit)
            {
                Cut();
            }
        }
    }

    /// <summary>The items, by id.</summary>
    public IReadOnlyList<CalibrationCase> ToList()
    {
        Cut();
        return kept;
    }

    private void Cut()
    {
        kept.Sort((a, b) => string.CompareOrdinal(a.ItemId, b.ItemId));
        kept.RemoveRange(Math.Min(limit, kept.Count), Math.Max(0, kept.Count - limit));
    }
}
