using System.Text.Json.Serialization;
using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Evaluations.Estimators;
using Winnow.Core.Labels;
using Winnow.Core.Metrics;
using Winnow.Core.Metrics.Pages;

namespace Winnow.Core.Evaluations.Tasks;

/// <summary>The lines of a page: where each is, and what it says. Loss: edits of the page (missed and spurious lines included) / the longer of truth and reading, at most 1.</summary>
[method: JsonConstructor]
public sealed class PageRecognitionEvaluation(PageRecognitionAccumulator pages) : TaskEvaluation
{
    private const int DrawnLines = 100;
    private const string Edits = "edits", Characters = "characters", Found = "found", Right = "right", Truths = "truths", Read = "read";
    private static readonly string[] s_parts = [Edits, Characters, Found, Right, Truths, Read];
    private static readonly MetricEstimator[] s_estimators =
    [
        new SumsEstimator(PageMetricNames.CharacterErrorRate, [Edits, Characters, Truths, Read], static sums =>
            sums[2] + sums[3] == 0 ? null : sums[1] == 0 ? sums[0] : sums[0] / sums[1]),
        SumsEstimator.Ratio(PageMetricNames.Precision, Found, Read),
        SumsEstimator.Ratio(PageMetricNames.Recall, Found, Truths),
        new SumsEstimator(PageMetricNames.HarmonicMean, [Found, Truths, Read], static sums => sums[1] + sums[2] == 0 ? null : 2 * sums[0] / (sums[1] + sums[2])),
        new SumsEstimator(PageMetricNames.EndToEndHarmonicMean, [Right, Truths, Read], static sums => sums[1] + sums[2] == 0 ? null : 2 * sums[0] / (sums[1] + sums[2])),
    ];

    public PageRecognitionEvaluation()
        : this(new PageRecognitionAccumulator(new PageOptions()))
    {
    }

    public PageRecognitionAccumulator Pages { get; } = pages;

    [JsonIgnore]
    public override long Items => Pages.Pages;

    [JsonIgnore]
    public override IReadOnlyList<string> PartNames => s_parts;

    [JsonIgnore]
    public override bool TakesEmpty => true;

    [JsonIgnore]
    public override IReadOnlyList<string> Normalisation => Pages.Lines.Normalisation;

    // A line that nobody transcribed could be read in any way; a crowd is not read.
    public override bool HasTruth(Annotation annotation) =>
        annotation.Detail?.Objects is { } lines && lines.Any(line => line.Text is not null) && lines.All(line => line.Text is not null || line.IsCrowd);

    public override Comparison? Add(EvaluationCase item)
    {
        var truths = item.Truth.Detail!.Objects!;
        if (item.SaidObjects is not { } said)
        {
            return null;
        }

        var page = Pages.AddImage(item.Item.Id, truths, said);
        var (found, lines) = (page.Matches.Count, page.Matches.Count + page.Misses.Count);
        var (edits, length) = (page.Characters.Edits, page.Characters.ReferenceLength);
        var read = length - page.Characters.Deletions + page.Characters.Insertions;
        return new(
            Lines(truths), Lines(said), Math.Max(length, read) == 0 ? 0 : Math.Min(1, (double)edits / Math.Max(length, read)),
            [edits, length, found, page.Matches.Count(match => match.Text.IsExact), lines, found + page.Spurious.Count])
        {
            Objects = Draw(page, truths, said),
            Numbers = new Dictionary<string, double> { ["lines"] = lines },
        };
    }

    public override void Merge(TaskEvaluation other) => Pages.Merge(Same<PageRecognitionEvaluation>(other).Pages);

    public override IReadOnlyDictionary<string, Score> GetScores() => Pages.GetScores();

    public override IReadOnlyList<MetricEstimator> GetEstimators() => s_estimators;

    public override Findings GetFindings() => new() { Text = TextFindings.Of(Pages.Lines) };

    private static DrawnObject[] Draw(PageComparison page, IReadOnlyList<LabelledObject> truths, IReadOnlyList<LabelledObject> said)
    {
        var missed = page.Misses.Select(i => new DrawnObject(truths[i].Text ?? "", truths[i].Box, "missed", null));
        var spurious = page.Spurious.Select(i => new DrawnObject(said[i].Text ?? "", said[i].Box, "false-positive", said[i].Score));
        var found = page.Matches.Select(match => new DrawnObject(said[match.Detection].Text ?? "", said[match.Detection].Box, "matched", said[match.Detection].Score));
        return [.. missed.Concat(spurious).Concat(found).Take(DrawnLines)];
    }

    private static string Lines(IEnumerable<LabelledObject> lines) => string.Join('\n', lines.OrderBy(line => line.Box.Y).ThenBy(line => line.Box.X).Select(line => line.Text));
}
