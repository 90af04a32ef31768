using System.Globalization;
using System.Text;
using System.Text.Json;
using Winnow.Core.Catalogue;
using Winnow.TestSupport;

namespace Winnow.Functions.Tests.WholeApp;

/// <summary>Predictions that somebody brings: imported, evaluated like our own, compared, and held against gates.</summary>
[Collection(RunningAppGroup.Name)]
public sealed class PredictionsTests(RunningApp app)
{
    private readonly DigitPredictions digits = new(app);
    private const string Problem = "application/problem+json";

    [Fact]
    public async Task Brought_predictions_are_counted_evaluated_and_compared()
    {
        var dataset = await digits.DigitsAsync(800..840);
        // 800..829 right but for every fifth; one unknown, one duplicate, one that is no JSON, one out of range; nothing about 830..839.
        string[] rows =
        [
            .. Enumerable.Range(800, 30).Select(index => DigitPredictions.Row(index, index % 5 == 0 ? DigitPredictions.Wrong(index) : DigitPredictions.Label(index), 0.9)),
            """{ "file_name": "a/nothing.png", "label": "7" }""", DigitPredictions.Row(801, "1", 0.5), """{ "file_name": "a/0831.png", "label": "7", "confidence": NaN }""",
            """{ "file_name": "a/0832.png", "label": "7", "confidence": 1.5 }""",
        ];
        var import = await digits.ImportAsync(dataset, "outside@1", rows);
        Assert.Equal((30, 1, 1, 2), Counts(import));
        Assert.Equal("classification", import.GetProperty("result").GetProperty("task").GetString());
        Assert.Contains("NaN", import.GetProperty("result").GetProperty("refusals").GetRawText(), StringComparison.Ordinal);

        var run = await EvaluateAsync(dataset, "outside@1");
        var report = (await app.GetAsync($"evaluations/{run}/report.json")).Json;
        Assert.Equal((30, 6), (report.GetProperty("items").GetInt32(), report.GetProperty("wrong").GetInt32()));
        Assert.Equal(10, report.GetProperty("skipped").GetProperty("noPrediction").GetInt32());
        var accuracy = report.GetProperty("metrics").GetProperty("accuracy");
        Assert.Equal(0.8, accuracy.GetProperty("value").GetDouble());
        Assert.InRange(accuracy.GetProperty("interval").GetProperty("low").GetDouble(), 0.5, 0.79);
        Assert.InRange(accuracy.GetProperty("interval").GetProperty("high").GetDouble(), 0.81, 1);

        // A better model, against the first one as its baseline.
        await digits.ImportAsync(dataset, "outside@2", Enumerable.Range(800, 40).Select(index => DigitPredictions.Row(index, index == 805 ? DigitPredictions.Wrong(index) : DigitPredictions.Label(index), 0.95)));
        var better = await app.RunAsync("evaluations", new
        {
            dataset, model = "outside", baseline = run, gates = new[] { "accuracy > baseline", "accuracy >= 0.99", "accuracy[split=test] >= 0.9" },
        });
        var result = better.GetProperty("result");
        Assert.Equal("outside@2", result.GetProperty("model").GetString());
        Assert.Equal((5, 0), (result.GetProperty("baseline").GetProperty("fixed").GetInt32(), result.GetProperty("baseline").GetProperty("broken").GetInt32()));
        Assert.Equal([true, false, true], result.GetProperty("gates").EnumerateArray().Select(gate => gate.GetProperty("hasPassed").GetBoolean()));
        await RequireComparisonAsync(better.GetProperty("id").GetString()!, run);
    }

    [Fact]
    public async Task A_second_import_of_a_name_replaces_the_first_one_in_evaluations()
    {
        var dataset = await digits.DigitsAsync(850..860);
        await digits.ImportAsync(dataset, "again@1", Enumerable.Range(850, 10).Select(index => DigitPredictions.Row(index, DigitPredictions.Label(index), 0.9)));
        await digits.ImportAsync(dataset, "again@1", Enumerable.Range(850, 4).Select(index => DigitPredictions.Row(index, DigitPredictions.Wrong(index), 0.9)));

        var report = (await app.GetAsync($"evaluations/{await EvaluateAsync(dataset, "again@1")}/report.json")).Json;
        Assert.Equal((4, 4, 6), (report.GetProperty("items").GetInt32(), report.GetProperty("wrong").GetInt32(), report.GetProperty("skipped").GetProperty("noPrediction").GetInt32()));
        var listed = (await app.GetAsync($"datasets/{dataset}/predictions")).Json.GetProperty("value");
        Assert.Equal((1, 4), (listed.GetArrayLength(), listed[0].GetProperty("counts").GetProperty("accepted").GetInt32()));
    }

    [Fact]
    public async Task A_version_is_evaluated_with_the_labels_it_had()
    {
        var dataset = await digits.DigitsAsync(870..880);
        await digits.ImportAsync(dataset, "steady@1", Enumerable.Range(870, 10).Select(index => DigitPredictions.Row(index, DigitPredictions.Label(index), 0.9)));
        var version = (await app.RunAsync("snapshots", new { dataset })).GetProperty("result").GetProperty("version").GetString();
        await app.AnnotateAsync(dataset, Enumerable.Range(870, 10).Select(index => new NamedAnnotation { Path = $"a/{index:D4}.png", Label = DigitPredictions.Wrong(index), Split = "test" }));

        var then = await app.RunAsync("evaluations", new { dataset, model = "steady@1", version });
        var now = await app.RunAsync("evaluations", new { dataset, model = "steady@1" });
        Assert.Equal((0, 10), (then.GetProperty("result").GetProperty("wrong").GetInt32(), now.GetProperty("result").GetProperty("wrong").GetInt32()));
        Assert.Equal(version, then.GetProperty("result").GetProperty("version").GetString());

        var some = await app.RunAsync("evaluations", new { dataset, model = "steady@1", version, query = new { namePrefix = "a/0873" } });
        Assert.Equal(1, some.GetProperty("result").GetProperty("items").GetInt32());
    }

    [Fact]
    public async Task Coco_annotations_and_results_give_the_twelve_numbers()
    {
        var dataset = await app.CreateDatasetAsync();
        await app.DropDigitsAsync(dataset, "a", 890..894);
        var truth = JsonSerializer.Serialize(new
        {
            images = Enumerable.Range(0, 4).Select(i => new { id = i + 1, file_name = $"a/{890 + i:D4}.png", width = 28, height = 28 }),
            categories = new[] { new { id = 1, name = "digit" } },
            annotations = Enumerable.Range(0, 3).Select(i => new { id = i + 1, image_id = i + 1, category_id = 1, bbox = new[] { 4, 4, 20, 20 }, area = 400, iscrowd = 0 }),
        });
        await app.DropAsync(dataset, "instances.json", Encoding.UTF8.GetBytes(truth));
        await RunningApp.WaitAsync(async () => (await app.ListAsync($"datasets/{dataset}/items?state=annotated", 10)).Count == 4, "four annotated images");

        // Two are found, one is missed, and the empty one has none.
        var results = JsonSerializer.Serialize(new[] { 1, 2 }.Select(image => new { image_id = image, category_id = 1, bbox = new[] { 4, 4, 20, 20 }, score = 0.9 }));
        using var form = new MultipartFormDataContent { { new StringContent(results), "predictions", "results.json" }, { new StringContent(truth), "vocabulary", "instances.json" } };
        var started = await app.SendAsync(HttpMethod.Post, $"datasets/{dataset}/predictions?model=detector@1&format=coco", form);
        var import = await app.WaitForEndAsync(started.Location!.ToString());
        Assert.Equal((4, 0, 0, 0), Counts(import));

        var run = await app.RunAsync("evaluations", new { dataset, model = "detector@1" });
        Assert.True(run.GetProperty("status").GetString() == "completed", run.ToString());
        var metrics = run.GetProperty("result").GetProperty("metrics");
        Assert.Equal(4, run.GetProperty("result").GetProperty("items").GetInt32());
        Assert.Equal(67.0 / 101, metrics.GetProperty("ap").GetDouble(), 1e-9);
        Assert.Equal(2.0 / 3, metrics.GetProperty("ar100").GetDouble(), 1e-9);
        Assert.Equal(JsonValueKind.Null, metrics.GetProperty("ap-large").ValueKind);
        var report = (await app.GetAsync($"evaluations/{run.GetProperty("id").GetString()}/report.json")).Json;
        Assert.Equal("missed", report.GetProperty("worst")[0].GetProperty("objects")[0].GetProperty("outcome").GetString());
        using var page = await app.GetRawAsync($"evaluations/{run.GetProperty("id").GetString()}/report.html");
        Assert.True(page.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Bad_imports_are_refused_and_say_why()
    {
        var dataset = await digits.DigitsAsync(895..898);
        async Task<Answer> PostAsync(string query, string body) =>
            await app.SendAsync(HttpMethod.Post, $"datasets/{dataset}/predictions?{query}", new StringContent(body));

        Assert.Equal((400, Problem, "invalid-request"), (await PostAsync("format=jsonl", "{}")).Problem);
        Assert.Equal((400, Problem, "invalid-name"), (await PostAsync("format=jsonl&model=Not A Name", "{}")).Problem);
        Assert.Equal((400, Problem, "invalid-request"), (await PostAsync("model=m@1", "{}")).Problem);
        Assert.Equal((400, Problem, "invalid-request"), (await PostAsync("model=m@1&format=xml", "{}")).Problem);
        Assert.Equal((400, Problem, "invalid-request"), (await PostAsync("model=m@1&format=jsonl&task=guessing", "{}")).Problem);
        Assert.Equal((400, Problem, "invalid-request"), (await PostAsync("model=m@1&format=jsonl&strict=perhaps", "{}")).Problem);
        Assert.Equal((400, Problem, "forbidden-address"), (await PostAsync("model=m@1&format=jsonl&source=https%3A%2F%2Felsewhere.example%2Fc%2Ff.jsonl", "")).Problem);
        Assert.Equal((400, Problem, "invalid-request"), (await PostAsync("model=m@1&format=jsonl", "")).Problem);
        Assert.Equal((409, Problem, "conflict"), (await PostAsync("model=digits-cnn@1&format=jsonl", "{}")).Problem);
        Assert.Equal((404, Problem, "unknown-dataset"), (await app.SendAsync(HttpMethod.Post, "datasets/no-such/predictions?model=m@1&format=csv", new StringContent("x"))).Problem);

        await RequireFailureAsync(dataset, "m@1&format=csv", "name,label\na,b", "file_name");
        await RequireFailureAsync(dataset, "m@1&format=jsonl", """{ "file_name": "b/other.png", "label": "1" }""", "b/other.png");
        await RequireFailureAsync(dataset, "m@1&format=jsonl&strict=true", $$"""{{DigitPredictions.Row(895, "1", 0.5)}}{{"\n"}}{ "file_name": "a/0896.png", "label": "1", "confidence": -1 }""", "confidence");
        Assert.Equal((404, Problem, "unknown-model"), (await app.PostAsync("evaluations", new { dataset, model = "m@1" })).Problem);
    }

    [Fact]
    public async Task Bad_evaluations_and_comparisons_are_refused_and_say_why()
    {
        var (one, other) = (await digits.DigitsAsync(900..904), await digits.DigitsAsync(900..904));
        await digits.ImportAsync(one, "m@1", Enumerable.Range(900, 2).Select(index => DigitPredictions.Row(index, DigitPredictions.Label(index), 0.9)));
        await digits.ImportAsync(one, "m@2", Enumerable.Range(902, 2).Select(index => DigitPredictions.Row(index, DigitPredictions.Label(index), 0.9)));
        await digits.ImportAsync(other, "m@1", Enumerable.Range(900, 2).Select(index => DigitPredictions.Row(index, DigitPredictions.Label(index), 0.9)));
        var (first, elsewhere) = (await EvaluateAsync(one, "m@1"), await EvaluateAsync(other, "m@1"));

        async Task<(int, string?, string)> PostAsync(object body) => (await app.PostAsync("evaluations", body)).Problem;
        Assert.Equal((404, Problem, "unknown-version"), await PostAsync(new { dataset = one, model = "m@1", version = "0123456789ab" }));
        Assert.Equal((404, Problem, "unknown-run"), await PostAsync(new { dataset = one, model = "m@1", baseline = new string('0', 32) }));
        Assert.Equal((400, Problem, "baseline-mismatch"), await PostAsync(new { dataset = one, model = "m@1", baseline = elsewhere }));
        Assert.Equal((400, Problem, "invalid-gate"), await PostAsync(new { dataset = one, model = "m@1", gates = new[] { "accuracy >= baseline" } }));
        Assert.Equal((400, Problem, "unknown-metric"), await PostAsync(new { dataset = one, model = "m@1", gates = new[] { "cer <= 0.1" } }));
        Assert.Equal((400, Problem, "invalid-request"), await PostAsync(new { dataset = one, model = "m@1", level = 1.5 }));
        Assert.Equal((400, Problem, "invalid-request"), await PostAsync(new { dataset = one, model = "m@1", resamples = 1 }));
        Assert.Equal((400, Problem, "invalid-request"), await PostAsync(new { dataset = one, model = "m@1", task = "guessing" }));
        Assert.Equal((422, Problem, "task-mismatch"), await PostAsync(new { dataset = one, model = "digits-cnn@1", task = "regression" }));
        Assert.Equal((400, Problem, "invalid-request"), await PostAsync(new { dataset = one, model = "m@1", reference = other }));

        await RequireFailedRunAsync(new { dataset = one, model = "m@1", missing = "fail" }, "missing-predictions");
        await RequireFailedRunAsync(new { dataset = one, model = "m@2", baseline = first }, "baseline-mismatch");
        await RequireFailedRunAsync(new { dataset = one, model = "m@1", split = "none" }, "nothing-to-evaluate");
        Assert.Equal((404, Problem, "unknown-run"), (await app.PostAsync("comparisons", new { run = "x" })).Problem);
        Assert.Equal((400, Problem, "baseline-mismatch"), (await app.PostAsync("comparisons", new { run = first, baseline = elsewhere })).Problem);
        Assert.Equal((400, Problem, "invalid-gate"), (await app.PostAsync("comparisons", new { run = first, gates = new[] { "accuracy >= baseline" } })).Problem);
    }

    private async Task RequireComparisonAsync(string run, string baseline)
    {
        var comparison = (await app.RunAsync("comparisons", new { run, baseline, gates = new[] { "accuracy >= baseline", "accuracy < 0.5" } })).GetProperty("result");
        Assert.Equal((30, 10, 5, 1), (Count("shared"), Count("onlyCandidate"), Count("fixed"), Count("stillWrong")));
        Assert.Equal([true, false], comparison.GetProperty("gates").EnumerateArray().Select(gate => gate.GetProperty("hasPassed").GetBoolean()));
        var accuracy = comparison.GetProperty("metrics").EnumerateArray().Single(metric => metric.GetProperty("metric").GetString() == "accuracy");
        Assert.Equal((0.8, 29.0 / 30, "better"), (accuracy.GetProperty("baseline").GetDouble(), accuracy.GetProperty("candidate").GetDouble(), accuracy.GetProperty("verdict").GetString()));
        int Count(string name) => comparison.GetProperty(name).GetInt32();
    }

    private async Task RequireFailureAsync(string dataset, string query, string body, string reason)
    {
        var started = await app.SendAsync(HttpMethod.Post, $"datasets/{dataset}/predictions?model={query}", new StringContent(body));
        var error = (await app.WaitForEndAsync(started.Location!.ToString())).GetProperty("error");
        Assert.Equal("invalid-predictions", error.GetProperty("code").GetString());
        Assert.Contains(reason, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private async Task RequireFailedRunAsync(object request, string code)
    {
        var run = await app.RunAsync("evaluations", request);
        Assert.Equal(("failed", code), (run.GetProperty("status").GetString(), run.GetProperty("error").GetProperty("code").GetString()));
    }

    private async Task<string> EvaluateAsync(string dataset, string model)
    {
        var run = await app.RunAsync("evaluations", new { dataset, model });
        Assert.True(run.GetProperty("status").GetString() == "completed", run.ToString());
        return run.GetProperty("id").GetString()!;
    }

    private static (int Accepted, int Unknown, int Duplicate, int Invalid) Counts(JsonElement import)
    {
        var counts = import.GetProperty("result").GetProperty("counts");
        return (counts.GetProperty("accepted").GetInt32(), counts.GetProperty("unknown").GetInt32(), counts.GetProperty("duplicate").GetInt32(), counts.GetProperty("invalid").GetInt32());
    }
}
