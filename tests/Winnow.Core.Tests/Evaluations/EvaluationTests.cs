using System.Text.Json;
using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Evaluations.Report;
using Winnow.Core.Evaluations.Tasks;
using Winnow.Core.Models;
using Winnow.TestSupport;

namespace Winnow.Core.Tests.Evaluations;

public sealed class EvaluationTests
{
    private const string Hostile = "<script>alert('x')</script>\"&";
    private static readonly ModelId s_model = new("m", "1");

    [Fact]
    public void PackEvaluation_OfMixedPack_CountsWhatItSkips()
    {
        var evaluation = Evaluate(ModelTask.Classification, ("a", "a", null), ("a", "b", null), (null, "a", null), ("a", null, null), ("a", null, "damaged"));
        Assert.Equal(new SkippedItems(1, 1, 1), evaluation.Accumulator.Skipped);
        Assert.Equal((2, 1), (evaluation.Accumulator.Items, evaluation.Accumulator.Wrong));
        Assert.Equal(1, evaluation.Unpredicted);
        Assert.Equal([1.ToString("x64")], evaluation.Accumulator.Worst.Select(item => item.ItemId));
    }

    [Fact]
    public void Merge_OfPacksInAnyOrder_EqualsEachOther()
    {
        var packs = new[]
        {
            Evaluate(ModelTask.TextRecognition, ("abc", "abc", null), ("abc", "abd", null)).Accumulator,
            Evaluate(ModelTask.TextRecognition, ("", "x", null), (null, "abd", null)).Accumulator,
            Evaluate(ModelTask.TextRecognition).Accumulator,
        };
        Assert.Equal(Json(Merge(packs)), Json(Merge(packs.Reverse().Select(Copy))));
    }

    [Fact]
    public void Merge_OfManyMistakes_KeepsTheWorstOfAll()
    {
        var spec = SomeSpecs.Of(ModelTask.TextRecognition);
        List<SomeCase> cases = [.. Enumerable.Range(0, 300).Select(i => SomeCase.Text("abcdefgh", "abcdefgh"[..(i % 8)], i % 5 / 10.0))];
        var packs = new[] { 0, 1, 2 }.Select(part => Enumerable.Range(part * 100, 100).ToArray()).Select(numbers => SomeRun.Evaluate(spec, cases[numbers[0]..(numbers[^1] + 1)], numbers)).ToArray();
        var worst = packs.SelectMany(pack => pack.Outcomes).OrderByDescending(one => one.Loss).ThenByDescending(one => one.Confidence).ThenBy(one => one.ItemId, StringComparer.Ordinal).Take(100);
        foreach (var merged in new[] { SomeRun.Merge(spec, packs), SomeRun.Merge(spec, [.. packs.Reverse()]) })
        {
            Assert.Equal(worst.Select(one => one.ItemId), merged.Worst.Select(one => one.ItemId));
            Assert.Equal((300, 3), (merged.Wrong, merged.Packs));
        }
    }

    [Fact]
    public void Report_OfSmallDataset_IsAsDocumented()
    {
        var evaluation = Evaluate(ModelTask.Classification, ("a", "a", null), ("a", "b", null), ("b", "b", null), ("b", "b", null));
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(ReportOf(evaluation, ModelTask.Classification), EvaluationJson.Indented));
        var report = json.RootElement;
        Assert.Equal(0.75, report.GetProperty("metrics").GetProperty("accuracy").GetProperty("value").GetDouble());
        Assert.Equal("""["a","b"]""", Compact(report.GetProperty("findings").GetProperty("confusion").GetProperty("labels")));
        Assert.Equal(
            """[{"truth":"a","predicted":"a","count":1},{"truth":"a","predicted":"b","count":1},{"truth":"b","predicted":"b","count":2}]""",
            Compact(report.GetProperty("findings").GetProperty("confusion").GetProperty("cells")));
        Assert.Equal("""{"noAnnotation":0,"noPrediction":0,"predictionError":0,"countedAsEmpty":0}""", Compact(report.GetProperty("skipped")));
        Assert.Equal("classification", report.GetProperty("task").GetString());
    }

    [Theory]
    [InlineData(ModelTask.Classification)]
    [InlineData(ModelTask.TextRecognition)]
    public void ReportPage_OfHostileLabels_EncodesThem(ModelTask task)
    {
        var evaluation = Evaluate(task, (Hostile, "a", null), ("a", Hostile + "b", null));
        var html = ReportPage.Write(ReportOf(evaluation, task), new Dictionary<string, string> { [0.ToString("x64")] = "javascript:alert(1)" });
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("javascript:", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html, StringComparison.Ordinal);
        Assert.Contains("&lt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void ReportPage_OfImage_EmbedsIt()
    {
        var evaluation = Evaluate(ModelTask.Classification, ("a", "b", null));
        var html = ReportPage.Write(ReportOf(evaluation, ModelTask.Classification), new Dictionary<string, string> { [0.ToString("x64")] = "data:image/png;base64,AAAA" });
        Assert.Contains("src=\"data:image/png;base64,AAAA\"", html, StringComparison.Ordinal);
    }

    private static EvaluationReport ReportOf(PackEvaluation evaluation, ModelTask task) =>
        new ReportAnalysis(SomeSpecs.Of(task), evaluation.Accumulator, new OutcomeTable(OutcomeTableLayout.Of(SomeSpecs.Of(task), evaluation.Accumulator, 1000)))
            .ToReport(new Dictionary<int, ReportItem>(), null, []) with { Id = "0123456789abcdef0123456789abcdef" };

    private static PackEvaluation Evaluate(ModelTask task, params (string? Truth, string? Said, string? Error)[] rows)
    {
        var isText = task == ModelTask.TextRecognition;
        var items = rows.Select((_, i) => new Item
        {
            Dataset = "d", Pack = "p", Id = i.ToString("x64"), Name = $"{i}{Hostile}.png", Offset = 0, Length = 1, MediaType = "image/png", IngestedAt = DateTimeOffset.UnixEpoch,
        }).ToList();
        var annotations = rows.Select((row, i) => new Annotation { ItemId = items[i].Id, Label = isText ? null : row.Truth, Text = isText ? row.Truth : null });
        var predictions = rows.Select((row, i) => (row, i)).Where(pair => pair.row.Said is not null || pair.row.Error is not null).Select(pair => new Prediction
        {
            ItemId = items[pair.i].Id, Model = s_model, Run = "r", Confidence = 0.5, Error = pair.row.Error,
            Label = isText ? null : pair.row.Said, Text = isText ? pair.row.Said : null,
        });
        return new PackEvaluation(SomeSpecs.Of(task), items, [.. annotations], [.. predictions]);
    }

    private static EvaluationAccumulator Merge(IEnumerable<EvaluationAccumulator> packs)
    {
        var merged = new EvaluationAccumulator(TaskEvaluations.Create(SomeSpecs.Of(ModelTask.TextRecognition)));
        foreach (var pack in packs)
        {
            merged.Merge(pack);
        }

        return merged;
    }

    private static EvaluationAccumulator Copy(EvaluationAccumulator numbers) =>
        JsonSerializer.Deserialize<EvaluationAccumulator>(Json(numbers), EvaluationJson.Options)!;

    private static string Json(EvaluationAccumulator numbers) => JsonSerializer.Serialize(numbers, EvaluationJson.Options);

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);
}
