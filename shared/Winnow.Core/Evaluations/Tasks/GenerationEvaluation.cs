using System.Text.Json.Serialization;
using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Evaluations.Estimators;
using Winnow.Core.Metrics;
using Winnow.Core.Metrics.Generation;
using Winnow.Core.Metrics.Text;

namespace Winnow.Core.Evaluations.Tasks;

/// <summary>A text in answer to a text. Loss: 1 − SQuAD F1 against the best reference; where only samples were tested, the share that failed.</summary>
/// <remarks>The references are the truth's texts, or its one text. Of several samples the first is scored, and all count for pass@k.</remarks>
[method: JsonConstructor]
public sealed class GenerationEvaluation(GenerationAccumulator texts) : TaskEvaluation
{
    private const string Exact = "exact", SquadExact = "squad-em", SquadF1 = "squad-f1", Rouge1 = "rouge-1", Rouge2 = "rouge-2", RougeL = "rouge-l";
    private static readonly string[] s_bleu = [.. Enumerable.Range(0, BleuAccumulator.StatisticsLength).Select(i => $"bleu-{i}")];
    private static readonly string[] s_chrf = [.. Enumerable.Range(0, 18).Select(i => $"chrf-{i}")];
    private static readonly string[] s_chrfPlusPlus = [.. Enumerable.Range(0, 24).Select(i => $"chrf++-{i}")];
    private static readonly int[] s_ks = [1, 5, 10, 100];
    private static readonly string[] s_parts =
    [
        Exact, SquadExact, SquadF1, Rouge1, Rouge2, RougeL, .. s_bleu, .. s_chrf, .. s_chrfPlusPlus,
        .. s_ks.SelectMany(k => new[] { $"pass-{k}", $"counts-{k}" }),
    ];
    private static readonly MetricEstimator[] s_estimators =
    [
        SumsEstimator.Ratio(GenerationMetricNames.ExactMatch, Exact), SumsEstimator.Ratio(GenerationMetricNames.SquadExactMatch, SquadExact),
        SumsEstimator.Ratio(GenerationMetricNames.SquadF1, SquadF1), SumsEstimator.Ratio(GenerationMetricNames.Rouge1, Rouge1),
        SumsEstimator.Ratio(GenerationMetricNames.Rouge2, Rouge2), SumsEstimator.Ratio(GenerationMetricNames.RougeL, RougeL),
        new SumsEstimator(GenerationMetricNames.Bleu, s_bleu, static sums => BleuAccumulator.Score(sums)),
        new SumsEstimator(GenerationMetricNames.Chrf, s_chrf, static sums => ChrfAccumulator.Score(sums)),
        new SumsEstimator(GenerationMetricNames.ChrfPlusPlus, s_chrfPlusPlus, static sums => ChrfAccumulator.Score(sums)),
        .. s_ks.Select(k => SumsEstimator.Ratio(GenerationMetricNames.PassAt(k), $"pass-{k}", $"counts-{k}")),
    ];

    public GenerationEvaluation()
        : this(new GenerationAccumulator(TextNormaliser.Default))
    {
    }

    public GenerationAccumulator Texts { get; } = texts;

    [JsonIgnore]
    public override long Items => Texts.Items;

    [JsonIgnore]
    public override IReadOnlyList<string> PartNames => s_parts;

    [JsonIgnore]
    public override IReadOnlyList<string> Normalisation => Texts.Normalisation;

    public override bool HasTruth(Annotation annotation) => ReferencesOf(annotation).Count > 0;

    public override Comparison? Add(EvaluationCase item)
    {
        if (item.Said.Whole() is not { } said)
        {
            return null;
        }

        var references = ReferencesOf(item.Truth);
        SampleCounts? samples = item.Said.Detail?.Passed is { Count: > 0 } passed ? new(passed.Count, passed.Count(one => one)) : null;
        var compared = Texts.Add(references, said, samples);
        var loss = samples is { } counts ? 1 - ((double)counts.Passed / counts.Samples) : 1 - compared.Answer.F1;
        return new(references[0], said, loss, PartsOf(compared))
        {
            Numbers = new Dictionary<string, double> { ["answer-length"] = said.Length, ["references"] = references.Count },
        };
    }

    public override void Merge(TaskEvaluation other) => Texts.Merge(Same<GenerationEvaluation>(other).Texts);

    public override IReadOnlyDictionary<string, Score> GetScores() => Texts.GetScores();

    public override IReadOnlyList<MetricEstimator> GetEstimators() => s_estimators;

    public override Findings GetFindings() => new();

    private static IReadOnlyList<string> ReferencesOf(Annotation annotation) => annotation.Detail?.Texts ?? (annotation.Text is { } text ? [text] : []);

    private static double[] PartsOf(GenerationComparison compared)
    {
        double[] passes = [.. s_ks.SelectMany((_, i) => compared.PassAtK?[i] is { } pass ? new[] { pass, 1 } : [0, 0])];
        return
        [
            compared.IsExact ? 1 : 0, compared.Answer.IsExact ? 1 : 0, compared.Answer.F1, compared.Rouge.Rouge1, compared.Rouge.Rouge2, compared.Rouge.RougeL,
            .. compared.Bleu, .. compared.Chrf.Chrf, .. compared.Chrf.ChrfPlusPlus, .. passes,
        ];
    }
}
