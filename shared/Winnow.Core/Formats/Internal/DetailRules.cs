using Winnow.Core.Ingestion;
using Winnow.Core.Labels;

namespace Winnow.Core.Formats.Internal;

/// <summary>Decides whether a detail may be said, and measures it.</summary>
/// <param name="names">Which classes may be named.</param>
/// <param name="limits">How much a detail may hold.</param>
/// <param name="maxBytes">Longest detail as JSON, in bytes.</param>
/// <param name="invalidCode">Code of refusals that are not about classes.</param>
internal sealed class DetailRules(NameRules names, DetailLimits limits, int maxBytes, string invalidCode)
{
    private readonly DetailText text = new();

    /// <summary>The rules for one object alone.</summary>
    public ObjectRules Objects { get; } = new(names, invalidCode);

    /// <summary>Why a detail is refused; null when it is not.</summary>
    /// <param name="shown">Name of the refusal.</param>
    /// <param name="detail">What was read.</param>
    /// <param name="json">The detail as JSON, valid until the next call.</param>
    public Refusal? Check(string shown, LabelDetail detail, out ReadOnlySpan<byte> json)
    {
        json = default;
        if (CountProblem(detail) is { } tooMany)
        {
            return new(shown, invalidCode, tooMany);
        }

        var refusal = names.CheckAll(shown, detail.Labels, "entry of 'labels'")
            ?? names.CheckAll(shown, detail.Probabilities?.Keys, "key of 'probabilities'")
            ?? names.CheckAll(shown, detail.Steps, "entry of 'steps'")
            ?? Objects.CheckAll(shown, detail.Objects ?? []);
        if (refusal is not null)
        {
            return refusal;
        }

        if (PartProblem(detail) is { } problem)
        {
            return new(shown, invalidCode, problem);
        }

        json = text.Write(detail);
        return json.Length <= maxBytes
            ? null
            : new(shown, invalidCode, $"What the row says has {json.Length:N0} bytes as JSON; the limit is {maxBytes:N0}.");
    }

    private string? CountProblem(LabelDetail detail) =>
        PartRules.TooMany("objects", detail.Objects?.Count, limits.MaxObjects)
        ?? PartRules.TooMany("labels", detail.Labels?.Count, limits.MaxLabels)
        ?? PartRules.TooMany("probabilities", detail.Probabilities?.Count, limits.MaxProbabilities)
        ?? PartRules.TooMany("texts", detail.Texts?.Count, limits.MaxTexts)
        ?? PartRules.TooMany("passed", detail.Passed?.Count, limits.MaxTexts)
        ?? PartRules.TooMany("tags", detail.Tags?.Count, limits.MaxTags)
        ?? PartRules.TooMany("steps", detail.Steps?.Count, limits.MaxTags)
        ?? PartRules.TooMany("ranking", detail.Ranking?.Count, limits.MaxDocuments)
        ?? PartRules.TooMany("relevance", detail.Relevance?.Count, limits.MaxDocuments)
        ?? PartRules.TooMany("vector", detail.Vector?.Count, limits.MaxDimensions)
        ?? PartRules.TooMany("metadata", detail.Metadata?.Count, limits.MaxMetadata);

    private string? PartProblem(LabelDetail detail) =>
        EmptyProblem(detail)
        ?? PartRules.Repeated("labels", detail.Labels)
        ?? PartRules.Texts("texts", detail.Texts)
        ?? PartRules.Passed(detail.Passed, detail.Texts)
        ?? PartRules.Tags(detail.Tags, names)
        ?? PartRules.Texts("ranking", detail.Ranking)
        ?? PartRules.Repeated("ranking", detail.Ranking)
        ?? PartRules.Numbers(detail.Relevance, "The gain", PartRules.NoGain)
        ?? PartRules.Numbers(detail.Probabilities, "The probability", PartRules.NotAProbability)
        ?? (detail.Value is { } value ? PartRules.NotFinite("'value'", value) : null)
        ?? PartRules.Vector(detail.Vector)
        ?? PartRules.Metadata(detail.Metadata, limits.MaxMetadataChars);

    private static string? EmptyProblem(LabelDetail detail) =>
        PartRules.Empty("probabilities", detail.Probabilities?.Count)
        ?? PartRules.Empty("texts", detail.Texts?.Count)
        ?? PartRules.Empty("passed", detail.Passed?.Count)
        ?? PartRules.Empty("vector", detail.Vector?.Count)
        ?? PartRules.Empty("steps", detail.Steps?.Count);
}
