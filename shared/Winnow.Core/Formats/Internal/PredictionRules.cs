using Winnow.Core.Catalogue;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats.Internal;

/// <summary>Decides whether what a row says of an item may be said, and completes it from its probabilities.</summary>
internal sealed class PredictionRules
{
    private const double SumTolerance = 1e-3;

    private readonly PredictionOptions options;
    private readonly NameRules names;
    private readonly DetailRules details;

    public PredictionRules(PredictionOptions options)
    {
        this.options = options;
        names = new(new(options.Classes), options.MaxLabelChars, RefusalCodes.InvalidPrediction);
        details = new(names, options.Details, options.MaxDetailBytes, RefusalCodes.InvalidPrediction);
    }

    /// <inheritdoc cref="DetailRules.Objects"/>
    public ObjectRules Objects => details.Objects;

    /// <summary>Judges a row without a problem, and everything but which item it is about.</summary>
    public Checked<NamedPrediction> Check(string shown, NamedPrediction item, PredictionFields said)
    {
        if (said.SaysNothing)
        {
            return Invalid(shown, "The row says nothing: it has no label, text, probabilities, objects or anything else that is known here.");
        }

        var label = string.IsNullOrWhiteSpace(said.Label) ? null : said.Label.Trim();
        if (Problem(said) is { } problem)
        {
            return Invalid(shown, problem);
        }

        var refusal = label is not null ? names.Check(shown, label, "label") : null;
        refusal ??= said.Detail is not null ? details.Check(shown, said.Detail, out _) : null;
        if (refusal is not null)
        {
            return refusal;
        }

        return Complete(shown, item with { Label = label, Text = said.Text, Confidence = said.Confidence, Detail = said.Detail });
    }

    private static Refusal Invalid(string shown, string reason) => new(shown, RefusalCodes.InvalidPrediction, reason);

    private string? Problem(PredictionFields said) =>
        said.Text is { } text && text.Length > options.MaxTextChars
            ? $"The text has {text.Length:N0} characters; the limit is {options.MaxTextChars:N0}."
        : (said.Text is { } whole ? PartRules.NulProblem(whole, "The text") : null)
            ?? (said.Confidence is { } confidence ? PartRules.NotAProbability("The confidence", confidence) : null);

    private Checked<NamedPrediction> Complete(string shown, NamedPrediction said)
    {
        if (said.Detail is not { Probabilities: { } probabilities, Labels: null } || options.IsMultiLabel)
        {
            return said;
        }

        var sum = SumOf(probabilities, out var best);
        if (Math.Abs(sum - 1) > SumTolerance)
        {
            return Invalid(shown, $"The probabilities sum to {sum:0.######}; those of one class out of many sum to 1 ± {SumTolerance}. "
                + "Where several may apply, say which do in 'labels'.");
        }

        var label = said.Label ?? best;
        return said with { Label = label, Confidence = said.Confidence ?? (probabilities.TryGetValue(label, out var own) ? own : null) };
    }

    /// <summary>The sum, and the most probable class; of equals, the first in ordinal order, which is how the map is sorted.</summary>
    private static double SumOf(IReadOnlyDictionary<string, double> probabilities, out string best)
    {
        var (sum, highest) = (0.0, -1.0);
        best = "";
        foreach (var (label, probability) in probabilities)
        {
            sum += probability;
            if (probability > highest)
            {
                (best, highest) = (label, probability);
            }
        }

        return sum;
    }
}
