using System.Net.Http.Json;
using System.Text.Json;
using Winnow.Core.Catalogue;
using Winnow.TestSupport;

namespace Winnow.Functions.Tests.WholeApp;

/// <summary>Pseudo-labels with a promise, over HTTP: a policy, a calibration, labels and their lineage.</summary>
[Collection(RunningAppGroup.Name)]
public sealed class PseudoLabelsTests(RunningApp app)
{
    private const int Annotated = 150;
    private const int Items = 180;
    private const string Rotated = "digits-rotated";

    [Fact]
    public async Task A_policy_with_a_promise_calibrates_on_annotated_items_and_labels_the_others()
    {
        var dataset = await CreateAsync(new { model = "digits-cnn", precision = new { target = 0.5, confidence = 0.5 }, topK = 2 });

        var run = await app.RunAsync("labellings", new { dataset });

        Assert.True(run.GetProperty("status").GetString() == "completed", run.ToString());
        var result = run.GetProperty("result");
        var id = result.GetProperty("calibration").GetString()!;
        var calibration = (await app.GetAsync($"datasets/{dataset}/calibrations/{id}")).Json;
        Assert.Equal(Annotated, calibration.GetProperty("planItems").GetInt32() + calibration.GetProperty("testItems").GetInt32());
        var thresholds = calibration.GetProperty("thresholds").EnumerateArray()
            .ToDictionary(one => one.GetProperty("class").GetString()!, one => one.GetProperty("threshold").ValueKind == JsonValueKind.Null ? 2 : one.GetProperty("threshold").GetDouble());
        var found = await app.ListAsync($"datasets/{dataset}/items?state=pseudoLabelled", 50);
        Assert.InRange(found.Count, 5, Items - Annotated);
        Assert.Equal(result.GetProperty("pseudoLabels").GetInt32(), found.Count);
        foreach (var item in found)
        {
            var said = await PredictionAsync(dataset, item, 0);
            var decision = said.GetProperty("decision");
            Assert.Equal((id, run.GetProperty("id").GetString(), "digits-cnn@1"), (decision.GetProperty("calibration").GetString(), said.GetProperty("run").GetString(), said.GetProperty("model").GetString()));
            Assert.Equal(thresholds[said.GetProperty("label").GetString()!], decision.GetProperty("threshold").GetDouble());
            Assert.InRange(decision.GetProperty("score").GetDouble(), decision.GetProperty("threshold").GetDouble(), 1);
            Assert.Equal(2, decision.GetProperty("top").GetArrayLength());
        }

        await RequireSameAgainAsync(dataset, id, found.Count);
    }

    [Fact]
    public async Task Models_that_disagree_make_no_label_and_are_found_by_it()
    {
        await RegisterRotatedAsync();
        var dataset = await CreateAsync(new { model = "digits-cnn", minimumConfidence = 0, agreement = new { models = new[] { Rotated } } });

        var run = await app.RunAsync("labellings", new { dataset });

        Assert.True(run.GetProperty("status").GetString() == "completed", run.ToString());
        var apart = await app.ListAsync($"datasets/{dataset}/items?minDisagreement=0.5", 20);
        var labelled = await app.ListAsync($"datasets/{dataset}/items?state=pseudoLabelled", 20);
        Assert.InRange(apart.Count, 10, 100);
        Assert.Equal(run.GetProperty("result").GetProperty("pseudoLabels").GetInt32(), labelled.Count);
        Assert.Empty(apart.Select(Id).Intersect(labelled.Select(Id)));
        Assert.All(apart, item => Assert.InRange(item.GetProperty("disagreement").GetDouble(), 0.5, 1));
        Assert.All(labelled, item => Assert.DoesNotContain(item.GetProperty("label").GetString(), new[] { "0", "1" }));
    }

    [Theory]
    [InlineData("{\"precision\":{\"target\":0.9}}", "invalid-policy")]
    [InlineData("{\"model\":\"digits-cnn\",\"precision\":{\"target\":1.5}}", "invalid-policy")]
    [InlineData("{\"model\":\"digits-cnn\",\"agreement\":{\"models\":[]}}", "invalid-policy")]
    [InlineData("{\"model\":\"digits-cnn\",\"agreement\":{\"models\":[\"a\"],\"rule\":\"guess\"}}", "invalid-request")]
    [InlineData("{\"model\":\"digits-cnn\",\"topK\":99}", "invalid-policy")]
    [InlineData("{\"model\":\"digits-cnn\",\"precisionn\":{}}", "invalid-request")]
    public async Task A_policy_that_does_not_hold_together_is_refused(string policy, string code)
    {
        var dataset = await app.CreateDatasetAsync();

        var answer = await app.SendAsync(HttpMethod.Put, $"datasets/{dataset}/policy", new StringContent(policy, null, "application/json"));

        Assert.Equal((400, code), ((int)answer.Status, answer.Text("code")));
    }

    [Fact]
    public async Task A_calibration_that_is_not_there_is_named()
    {
        var dataset = await app.CreateDatasetAsync(new { model = "digits-cnn", precision = new { target = 0.9 } });

        var shown = await app.GetAsync($"datasets/{dataset}/calibrations/{Guid.NewGuid():N}");
        var started = await app.PostAsync("labellings", new { dataset, calibration = "../x" });
        var mixed = await app.PostAsync("labellings", new { dataset, calibration = "x", minimumConfidence = 0.5 });

        Assert.Equal((404, "unknown-calibration"), ((int)shown.Status, shown.Text("code")));
        Assert.Equal((404, "unknown-calibration"), ((int)started.Status, started.Text("code")));
        Assert.Equal((400, "invalid-request"), ((int)mixed.Status, mixed.Text("code")));
    }

    /// <summary>By the calibration that is named, and by a new one, which is the same as it learns from the same items.</summary>
    private async Task RequireSameAgainAsync(string dataset, string id, int pseudoLabels)
    {
        foreach (var body in new object[] { new { dataset, calibration = id }, new { dataset } })
        {
            var result = (await app.RunAsync("labellings", body)).GetProperty("result");
            Assert.Equal((id, pseudoLabels), (result.GetProperty("calibration").GetString(), result.GetProperty("pseudoLabels").GetInt32()));
        }
    }

    private async Task<string> CreateAsync(object policy)
    {
        var dataset = await app.CreateDatasetAsync();
        var answer = await app.SendAsync(HttpMethod.Put, $"datasets/{dataset}/policy", JsonContent.Create(policy));
        Assert.True((int)answer.Status == 200, answer.Json.ToString());
        await app.DropDigitsAsync(dataset, "a", 300..(300 + Items));
        await app.AnnotateAsync(
            dataset, Enumerable.Range(300, Annotated).Select(index => new NamedAnnotation { Path = $"a/{index:D4}.png", Label = SomeDigits.At(index).Label }));
        return dataset;
    }

    /// <summary>The model of digits, which takes each 0 for a 1 and each 1 for a 0.</summary>
    private async Task RegisterRotatedAsync()
    {
        var onnx = await File.ReadAllBytesAsync(Path.Combine(RunningApp.ModelFolder, "model.onnx"));
        await app.UploadModelAsync(Rotated, onnx, card => card.Replace("labels: [\"0\", \"1\"", "labels: [\"1\", \"0\"", StringComparison.Ordinal));
        var answer = await app.PostAsync("models", new { name = Rotated, version = "1" });
        Assert.True((int)answer.Status == 201, answer.Json.ToString());
    }

    private async Task<JsonElement> PredictionAsync(string dataset, JsonElement item, int index) =>
        (await app.GetAsync($"datasets/{dataset}/items/{Id(item)}")).Json.GetProperty("predictions")[index];

    private static string Id(JsonElement item) => item.GetProperty("id").GetString()!;
}
