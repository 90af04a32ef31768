using System.Text.Json.Serialization;
using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Evaluations.Estimators;
using Winnow.Core.Metrics;
using Winnow.Core.Metrics.Text;

namespace Winnow.Core.Evaluations.Tasks;

/// <summary>The text of a line. Loss: 1 − edit similarity, 0 to 1.</summary>
[method: JsonConstructor]
public sealed class TextRecognitionEvaluation(TextAccumulator texts) : TaskEvaluation
{
    private const string Edits = "edits", Characters = "characters", WordEdits = "word-edits", Words = "words", Exact = "exact", Similarity = "similarity";
    private static readonly string[] s_parts = [Edits, Characters, WordEdits, Words, Exact, Similarity];
    private static readonly MetricEstimator[] s_estimators =
    [
        SumsEstimator.ErrorRate(MetricNames.CharacterErrorRate, Edits, Characters), SumsEstimator.ErrorRate(MetricNames.WordErrorRate, WordEdits, Words),
        SumsEstimator.Ratio(MetricNames.ExactMatch, Exact), SumsEstimator.Ratio(TextMetricNames.EditSimilarity, Similarity), CalibrationEstimator.Create(),
    ];

    public TextRecognitionEvaluation()
        : this(new TextAccumulator(TextNormaliser.Default))
    {
    }

    public TextAccumulator Texts { get; } = texts;

    [JsonIgnore]
    public override long Items => Texts.Items;

    [JsonIgnore]
    public override IReadOnlyList<string> PartNames => s_parts;

    [JsonIgnore]
    public override IReadOnlyList<string> Normalisation => Texts.Normalisation;

    public override bool HasTruth(Annotation annotation) => annotation.Text is not null;

    public override Comparison? Add(EvaluationCase item)
    {
        if (item.Said.Whole() is not { } said)
        {
            return null;
        }

        var truth = item.Truth.Text!;
        var compared = Texts.Add(truth, said, item.Said.Confidence);
        var (characters, words) = (compared.Characters, compared.Words);
        return new(
            truth, said, 1 - compared.Similarity,
            [characters.Edits, characters.ReferenceLength, words.Edits, words.ReferenceLength, compared.IsExact ? 1 : 0, compared.Similarity])
        {
            Numbers = new Dictionary<string, double> { ["text-length"] = characters.ReferenceLength },
        };
    }

    public override void Merge(TaskEvaluation other) => Texts.Merge(Same<TextRecognitionEvaluation>(other).Texts);

    public override IReadOnlyDictionary<string, Score> GetScores() => Texts.GetScores().Concat(Texts.Calibration.GetScores()).ToDictionary();

    public override IReadOnlyList<MetricEstimator> GetEstimators() => s_estimators;

    public override Findings GetFindings() => Findings.Of(Texts.Calibration) with { Text = TextFindings.Of(Texts) };
}
