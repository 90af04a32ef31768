using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Tasks;
using Winnow.Core.Metrics;
using Winnow.Core.Models;
using Winnow.TestSupport;

namespace Winnow.Core.Tests.Docs;

public sealed class MetricsPageTests
{
    private static readonly string s_page = Document.Read("metrics.md");

    private static readonly Dictionary<ModelTask, string> s_headings = new()
    {
        [ModelTask.Classification] = "Classification", [ModelTask.MultiLabel] = "Multi-label classification", [ModelTask.Detection] = "Detection and segmentation",
        [ModelTask.Segmentation] = "Detection and segmentation", [ModelTask.TextRecognition] = "Text recognition", [ModelTask.PageRecognition] = "Page recognition",
        [ModelTask.Generation] = "Generation", [ModelTask.Tagging] = "Tagging", [ModelTask.Retrieval] = "Retrieval", [ModelTask.Embedding] = "Embeddings",
        [ModelTask.ImageGeneration] = "Image generation", [ModelTask.Regression] = "Regression", [ModelTask.Sequence] = "Sequences",
    };

    public static TheoryData<ModelTask> Tasks => [.. Enum.GetValues<ModelTask>()];

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Page_OfATask_DefinesEveryMetric(ModelTask task) =>
        Assert.Empty(MetricNames.Of(task).Except(Document.CodeOf(Document.Section(s_page, s_headings[task]))));

    // A row that has an interval says so, and says over what.
    [Theory]
    [MemberData(nameof(Tasks))]
    public void Page_OfATask_SaysWhichMetricsHaveIntervals(ModelTask task)
    {
        var estimators = TaskEvaluations.Create(SomeSpecs.Of(task)).GetEstimators().Select(estimator => estimator.Metric).ToHashSet();
        foreach (var row in Document.Section(s_page, s_headings[task]).Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)))
        {
            var cells = row.Replace("\\|", "", StringComparison.Ordinal).Split('|', StringSplitOptions.TrimEntries);
            var intervals = cells[^2].Split(", ");
            foreach (var (i, name) in Document.CodeOf(cells[1]).Where(MetricNames.Of(task).Contains).Index())
            {
                var isPromised = intervals[Math.Min(i, intervals.Length - 1)] != "–";
                Assert.True(isPromised == (estimators.Contains(name) || IsOfProbabilities(task, name)), $"{task}: {name}, {row}");
            }
        }
    }

    [Fact]
    public void Page_OfLosses_NamesEveryTask()
    {
        var section = Document.Section(s_page, "Loss of an item");
        foreach (var word in new[] { "classification", "sequences", "multi-label", "detection", "segmentation", "text recognition", "page recognition", "generation", "tagging", "retrieval", "regression", "embeddings", "image generation" })
        {
            Assert.Contains(word, section, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Page_OfSkippedItems_NamesEveryReason()
    {
        var section = Document.Section(s_page, "What is evaluated");
        Assert.Empty(typeof(SkippedItems).GetProperties().Select(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..]).Except(Document.CodeOf(section)));
    }

    // They have an estimator once an item came with probabilities.
    private static bool IsOfProbabilities(ModelTask task, string name) =>
        task == ModelTask.Classification && name is "log-loss" or "brier" or "roc-auc" or "average-precision" or "top-3-accuracy" or "top-5-accuracy";
}
