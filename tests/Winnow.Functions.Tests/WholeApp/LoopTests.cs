using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Winnow.Core.Catalogue;
using Winnow.Core.Events;
using Winnow.Core.Metrics;
using Winnow.Core.Metrics.Classification;
using Winnow.Core.Models;
using Winnow.Inference;
using Winnow.TestSupport;

namespace Winnow.Functions.Tests.WholeApp;

/// <summary>The loop over HTTP: dropped files become items, get labels, and the model gets its numbers.</summary>
[Collection(RunningAppGroup.Name)]
public sealed class LoopTests(RunningApp app)
{
    private const string Model = "digits-cnn@1";

    [Fact]
    public async Task Dropped_digits_are_labelled_found_by_every_query_and_evaluated()
    {
        var dataset = await app.CreateDatasetAsync();
        var annotations = Annotations().ToList();
        var lines = annotations[20..].Select(row => JsonSerializer.Serialize(new { file_name = Path.GetFileName(row.Path), label = row.Label, split = row.Split }));

        // Some annotations come before their files, and wait for them.
        await app.DropAsync(dataset, "c/labels.jsonl", Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        foreach (var (folder, indexes) in new[] { ("a", ..16), ("b", 16..30), ("c", 30..42) }) await app.DropDigitsAsync(dataset, folder, indexes);
        await app.AnnotateAsync(dataset, annotations[..20]);

        var labelled = await app.RunAsync("labellings", new { dataset, model = "digits-cnn", minimumConfidence = 0.999 });
        RequireLabelled(labelled, 42);

        var report = await EvaluateAsync(dataset, null, await PredictAsync());
        await RequireQueriesAgreeWithItemsAsync(dataset, await DescribeAllAsync(dataset), report);
        await EvaluateAsync(dataset, "test", await PredictAsync());
    }

    [Fact]
    public async Task An_evaluation_makes_the_predictions_that_are_missing()
    {
        var dataset = await app.CreateDatasetAsync();
        await app.DropDigitsAsync(dataset, "a", 100..110);
        await app.AnnotateAsync(dataset, Enumerable.Range(100, 10).Select(index => new NamedAnnotation { Path = $"a/{index:D4}.png", Label = SomeDigits.At(index).Label }));

        var run = await app.RunAsync("evaluations", new { dataset, model = "digits-cnn", metrics = new[] { "accuracy" } });

        Assert.Equal("completed", run.GetProperty("status").GetString());
        var result = run.GetProperty("result");
        Assert.Equal((10, "cpu"), (result.GetProperty("items").GetInt32(), result.GetProperty("provider").GetString()));
        Assert.Equal("accuracy", Assert.Single(result.GetProperty("metrics").EnumerateObject()).Name);
        Assert.Equal("report", run.GetProperty("progress").GetProperty("stage").GetString());
        Assert.Equal(10, (await app.ListAsync($"datasets/{dataset}/items?model={Model}", 100)).Count);
    }

    [Fact]
    public async Task Gates_are_in_the_result_and_those_that_fail_are_told()
    {
        var dataset = await app.CreateDatasetAsync();
        await app.DropDigitsAsync(dataset, "a", 120..126);
        await app.AnnotateAsync(dataset, Enumerable.Range(120, 6).Select(index => new NamedAnnotation { Path = $"a/{index:D4}.png", Label = SomeDigits.At(index).Label }));

        var run = await app.RunAsync("evaluations", new { dataset, model = "digits-cnn", gates = new[] { "accuracy >= 0.5", "accuracy > 1", "ece < 0" } });

        var gates = run.GetProperty("result").GetProperty("gates").EnumerateArray().ToList();
        Assert.Equal([true, false, false], gates.Select(gate => gate.GetProperty("hasPassed").GetBoolean()));
        Assert.Equal("accuracy is 1; the gate wants > 1.", gates[1].GetProperty("reason").GetString());
        bool IsTold(string rule) => app.Topic.Events.Any(told =>
            told.Type == EventTypes.GateFailed && told.Body.Contains(dataset, StringComparison.Ordinal) && JsonDocument.Parse(told.Body).RootElement.GetProperty("data").GetProperty("gate").GetString() == rule);
        await RunningApp.WaitAsync(() => Task.FromResult(IsTold("accuracy > 1") && IsTold("ece < 0")), "the events of both gates");
        Assert.False(IsTold("accuracy >= 0.5"));
    }

    [Theory]
    [InlineData("accuracy = 1", "invalid-gate")]
    [InlineData("cer < 1", "unknown-metric")]
    public async Task A_gate_that_cannot_be_checked_is_refused(string gate, string code)
    {
        var dataset = await app.CreateDatasetAsync();

        var answer = await app.PostAsync("evaluations", new { dataset, model = "digits-cnn", gates = new[] { gate } });

        Assert.Equal((400, code), ((int)answer.Status, answer.Text("code")));
    }

    [Fact]
    public async Task A_policy_that_labels_on_ingest_labels_new_items_by_itself()
    {
        var dataset = await app.CreateDatasetAsync(new { model = "digits-cnn", minimumConfidence = 0, labelOnIngest = true });

        await app.DropDigitsAsync(dataset, "new", 200..206);

        await RunningApp.WaitAsync(
            async () => (await app.ListAsync($"datasets/{dataset}/items?state=pseudoLabelled", 100)).Count == 6, $"the pseudo-labels of {dataset}");
    }

    /// <summary>Every third digit has no annotation, every fifth a wrong one, and every second is of the split "test".</summary>
    private static IEnumerable<NamedAnnotation> Annotations() => Enumerable.Range(0, 42).Where(index => index % 3 > 0).Select(index => new NamedAnnotation
    {
        Path = NameOf(index),
        Label = Truth(index),
        Split = index % 2 == 0 ? "test" : null,
    });

    private static string NameOf(int index) => $"{(index < 16 ? "a" : index < 30 ? "b" : "c")}/{index:D4}.png";

    private static string Truth(int index) => index % 5 == 0 ? "wrong/% #label" : SomeDigits.At(index).Label;

    /// <summary>What the model says, without the app.</summary>
    private static async Task<List<InferenceResult>> PredictAsync()
    {
        using var session = ModelSession.Load(new(RunningApp.ModelFolder, ""), new() { Provider = InferenceProvider.Cpu });
        var items = Enumerable.Range(0, 42).Select(index => new InferenceItem($"{index}", SomeDigits.At(index).Png)).ToAsyncEnumerable();
        return await session.RunAsync(items, new(), default).ToListAsync();
    }

    private static void RequireLabelled(JsonElement run, long items)
    {
        Assert.True(run.GetProperty("status").GetString() == "completed", run.ToString());
        var result = run.GetProperty("result");
        Assert.Equal((items, items), (result.GetProperty("labelled").GetInt64(), result.GetProperty("items").GetInt64()));
        Assert.InRange(result.GetProperty("packs").GetInt32(), 3, items);
        Assert.Equal((0, 0), (result.GetProperty("failed").GetInt32(), result.GetProperty("skipped").GetInt32()));
        Assert.Equal((Model, "cpu"), (result.GetProperty("model").GetString(), result.GetProperty("provider").GetString()));
        Assert.Equal((items, items), (run.GetProperty("progress").GetProperty("done").GetInt64(), run.GetProperty("progress").GetProperty("total").GetInt64()));
    }

    /// <summary>Evaluates, and holds the report against numbers computed in one pass from what the model says.</summary>
    private async Task<JsonElement> EvaluateAsync(string dataset, string? split, List<InferenceResult> predictions)
    {
        var run = await app.RunAsync("evaluations", new { dataset, model = Model, split });
        Assert.True(run.GetProperty("status").GetString() == "completed", run.ToString());
        var id = run.GetProperty("id").GetString();
        var report = (await app.GetAsync($"evaluations/{id}/report.json")).Json;

        var expected = new ClassificationAccumulator();
        var said = Enumerable.Range(0, 42).Where(index => index % 3 > 0 && (split is null || index % 2 == 0)).ToList();
        foreach (var index in said) expected.Add(Truth(index), predictions[index].Label!, predictions[index].Confidence);
        Assert.Equal((expected.Items, expected.Items - expected.Correct), (report.GetProperty("items").GetInt64(), report.GetProperty("wrong").GetInt64()));
        foreach (var name in expected.GetScores().Keys)
        {
            Assert.Equal(expected.GetScores()[name].Value!.Value, report.GetProperty("metrics").GetProperty(name).GetProperty("value").GetDouble(), 1e-6);
            Assert.Equal(expected.GetScores()[name].Value!.Value, run.GetProperty("result").GetProperty("metrics").GetProperty(name).GetDouble(), 1e-6);
        }

        Assert.Equal(split is null ? 14 : 0, report.GetProperty("skipped").GetProperty("noAnnotation").GetInt32());
        Assert.Equal(said.Count(index => Truth(index) != predictions[index].Label), report.GetProperty("worst").GetArrayLength());
        await RequirePageAsync(id!, report);
        return report;
    }

    private async Task RequirePageAsync(string id, JsonElement report)
    {
        using var answer = await app.GetRawAsync($"evaluations/{id}/report.html");
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var page = await answer.Content.ReadAsStringAsync();
        foreach (var item in report.GetProperty("worst").EnumerateArray())
        {
            Assert.Contains(item.GetProperty("name").GetString()!, page, StringComparison.Ordinal);
            var index = int.Parse(Path.GetFileNameWithoutExtension(item.GetProperty("name").GetString()!), System.Globalization.CultureInfo.InvariantCulture);
            Assert.Contains(Convert.ToBase64String(SomeDigits.At(index).Png), page, StringComparison.Ordinal);
        }
    }

    private async Task<List<JsonElement>> DescribeAllAsync(string dataset)
    {
        var items = new List<JsonElement>();
        foreach (var summary in await app.ListAsync($"datasets/{dataset}/items", 7))
        {
            var id = summary.GetProperty("id").GetString();
            items.Add((await app.GetAsync($"datasets/{dataset}/items/{id}")).Json);
            using var content = await app.GetRawAsync($"datasets/{dataset}/items/{id}/content");
            Assert.Equal("image/png", content.Content.Headers.ContentType!.MediaType);
            Assert.Equal(id, Convert.ToHexStringLower(SHA256.HashData(await content.Content.ReadAsByteArrayAsync())));
        }

        Assert.Equal(42, items.Select(item => item.GetProperty("id").GetString()).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 42).Select(NameOf), items.Select(item => item.GetProperty("names")[0].GetString()!).Order(StringComparer.Ordinal));
        return items;
    }

    private async Task RequireQueriesAgreeWithItemsAsync(string dataset, List<JsonElement> items, JsonElement report)
    {
        var wrong = report.GetProperty("worst").EnumerateArray().Select(item => item.GetProperty("itemId").GetString()).ToHashSet();
        var middle = items.Select(Confidence).Order().ElementAt(20);
        var text = JsonSerializer.Serialize(middle);
        var queries = new (string Query, Func<JsonElement, bool> IsWanted)[]
        {
            ("state=annotated", item => State(item) == "annotated"),
            ("state=pseudoLabelled", item => State(item) == "pseudoLabelled"),
            ("state=unlabelled", item => State(item) == "unlabelled"),
            ("split=test", item => item.GetProperty("split").GetString() == "test"),
            ("split=none", _ => false),
            ($"model={Model}", _ => true),
            ("model=other@1", _ => false),
            ($"model={Model}&minConfidence={text}", item => Confidence(item) >= middle),
            ($"model={Model}&maxConfidence={text}", item => Confidence(item) <= middle),
            ($"model={Model}&minConfidence={text}&maxConfidence={text}", item => Confidence(item) == middle),
            ($"label={Uri.EscapeDataString("wrong/% #label")}", item => Labels(item).Contains("wrong/% #label")),
            ("label=7", item => Labels(item).Contains("7")),
            ("label=7&state=pseudoLabelled", item => Labels(item).Contains("7") && State(item) == "pseudoLabelled"),
            ($"label=7&model={Model}", item => Labels(item).Contains("7")),
            ("namePrefix=b/", item => Name(item).StartsWith("b/", StringComparison.Ordinal)),
            ("namePrefix=b/001&state=annotated", item => Name(item).StartsWith("b/001", StringComparison.Ordinal) && State(item) == "annotated"),
            ("namePrefix=b/0016.png", item => Name(item) == "b/0016.png"),
            ("namePrefix=zzz", _ => false),
            ("error=misclassified", item => wrong.Contains(Id(item))),
            ("error=misclassified&split=test", item => wrong.Contains(Id(item)) && item.GetProperty("split").GetString() == "test"),
            ("error=misread", _ => false),
        };
        foreach (var (query, isWanted) in queries)
        {
            var found = await app.ListAsync($"datasets/{dataset}/items?{query}", 4);
            Assert.True(
                items.Where(isWanted).Select(Id).Order(StringComparer.Ordinal).SequenceEqual(found.Select(Id).Order(StringComparer.Ordinal)),
                $"{query}: wanted {items.Count(isWanted)} items, found {found.Count}: {string.Join(", ", found.Select(item => item.GetProperty("name").GetString()))}");
        }

        var byConfidence = (await app.ListAsync($"datasets/{dataset}/items?model={Model}", 5)).Select(item => item.GetProperty("confidence").GetDouble()).ToList();
        // The index sorts by six digits.
        Assert.All(byConfidence.Zip(byConfidence.Skip(1)), pair => Assert.InRange(pair.Second, 0, pair.First + 2e-6));
    }

    private static string Id(JsonElement item) => item.GetProperty("id").GetString()!;

    private static string Name(JsonElement item) => item.GetProperty("names")[0].GetString()!;

    private static string State(JsonElement item) => item.GetProperty("state").GetString()!;

    private static double Confidence(JsonElement item) => item.GetProperty("predictions")[0].GetProperty("confidence").GetDouble();

    private static List<string> Labels(JsonElement item) =>
    [
        .. State(item) == "annotated"
            ? item.GetProperty("annotations").EnumerateArray().Select(annotation => annotation.GetProperty("label").GetString()!)
            : item.GetProperty("predictions").EnumerateArray().Where(prediction => prediction.GetProperty("isPseudoLabel").GetBoolean())
                .Select(prediction => prediction.GetProperty("label").GetString()!),
    ];
}
