using Winnow.Core.Catalogue;
using Winnow.Storage.Tables;

namespace Winnow.Storage.Queries;

/// <summary>Decides whether an item fits a query, all but its name, and by what it is found.</summary>
internal static class ItemMatch
{
    /// <summary>What the query finds the item by; null when the item does not fit.</summary>
    public static Said? Find(ItemFacts facts, ItemQuery query)
    {
        var isFit = (query.Split is null || query.Split == facts.Item.Split)
            && (query.MinimumDisagreement is null || facts.Disagreement >= query.MinimumDisagreement)
            && (query.State is null || query.State == facts.Item.State)
            && (query.Label is null || facts.Labels.Any(label => label.Label == query.Label));
        return isFit ? Candidates(facts, query).FirstOrDefault(said => IsWithin(said.Confidence, query)) : null;
    }

    private static IEnumerable<Said> Candidates(ItemFacts facts, ItemQuery query)
    {
        if (query.Error is { } kind)
        {
            return facts.ErrorsOf(kind)
                .Where(said => query.Model is null || said.Model == query.Model)
                .OrderByDescending(said => said.Confidence);
        }

        if (query.Model is { } model)
        {
            return facts.PredictionOf(model) is { } said ? [said] : [];
        }

        return query.Label is { } wanted ? facts.Labels.Where(label => label.Label == wanted) : [facts.Best];
    }

    private static bool IsWithin(double? confidence, ItemQuery query) =>
        (query.MinimumConfidence is null || confidence >= query.MinimumConfidence)
        && (query.MaximumConfidence is null || confidence <= query.MaximumConfidence);
}
