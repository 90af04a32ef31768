using System.Text.Json;
using Winnow.TestSupport;

namespace Winnow.Functions.Tests.WholeApp;

/// <summary>Runs over HTTP: repeated requests, cancelling, failures, and storage that goes away.</summary>
[Collection(RunningAppGroup.Name)]
public sealed class RunsTests(RunningApp app)
{
    [Theory]
    [InlineData("labellings")]
    [InlineData("evaluations")]
    public async Task The_same_request_sent_many_times_at_once_is_one_run(string route)
    {
        var dataset = await app.CreateDatasetAsync();
        var key = AzuriteFixture.UniqueName("key");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.PostAsync(route, new { dataset, model = "digits-cnn" }, key)));
        var end = await app.WaitForEndAsync(answers[0].Location!.ToString());
        var late = await app.PostAsync(route, new { dataset, model = "digits-cnn" }, key);
        var other = await app.PostAsync(route, new { dataset, model = "digits-cnn" }, key + "2");

        Assert.All(answers, answer => Assert.Equal((202, answers[0].Text("id")), ((int)answer.Status, answer.Text("id"))));
        Assert.Equal(end.ToString(), late.Json.ToString());
        Assert.NotEqual(answers[0].Text("id"), other.Text("id"));
    }

    [Fact]
    public async Task An_evaluation_without_annotations_fails_and_says_why()
    {
        var dataset = await app.CreateDatasetAsync();
        await app.DropDigitsAsync(dataset, "a", 400..403);

        var run = await app.RunAsync("evaluations", new { dataset, model = "digits-cnn" });

        Assert.Equal(("failed", "nothing-to-evaluate"), (run.GetProperty("status").GetString(), Code(run)));
        Assert.Contains("3 items have no annotation", run.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, run.GetProperty("result").ValueKind);
        var report = await app.GetAsync($"evaluations/{run.GetProperty("id")}/report.json");
        Assert.Equal(404, (int)report.Status);
    }

    [Fact]
    public async Task A_labelling_of_an_empty_dataset_completes()
    {
        var run = await app.RunAsync("labellings", new { dataset = await app.CreateDatasetAsync(), model = "digits-cnn" });
        Assert.Equal(("completed", 0), (run.GetProperty("status").GetString(), run.GetProperty("result").GetProperty("items").GetInt32()));
    }

    [Fact]
    public async Task A_model_file_that_changed_after_its_registration_is_not_run()
    {
        var good = await File.ReadAllBytesAsync(Path.Combine(RunningApp.ModelFolder, "model.onnx"));
        await app.UploadModelAsync("changed", good);
        Assert.Equal(201, (int)(await app.PostAsync("models", new { name = "changed", version = "1" })).Status);
        await app.UploadModelAsync("changed", [.. good.Take(5000)]);
        var dataset = await app.CreateDatasetAsync();
        await app.DropDigitsAsync(dataset, "a", 410..412);

        var run = await app.RunAsync("labellings", new { dataset, model = "changed" });

        // The registered files are in the cache; another content has another hash.
        Assert.Equal(("completed", 2), (run.GetProperty("status").GetString(), run.GetProperty("result").GetProperty("labelled").GetInt32()));
    }

    [Fact]
    public async Task Runs_outlive_storage_that_is_away_for_a_while_and_can_be_cancelled_meanwhile()
    {
        var dataset = await app.CreateDatasetAsync();
        await app.DropDigitsAsync(dataset, "a", 500..540);
        await app.DropDigitsAsync(dataset, "b", 540..580);

        // Several, so that some are in the middle when storage goes.
        var started = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => app.PostAsync("labellings", new { dataset, model = "digits-cnn", minimumConfidence = 0 })));
        await app.Azurite.StopAsync();
        await Task.Delay(TimeSpan.FromSeconds(OutageSeconds));
        var during = await Task.WhenAll(started.Select(run => app.GetAsync(run.Location!.ToString())));
        var running = during.Where(run => run.Text("status") == "running").Select(run => run.Text("id")).ToList();
        Assert.NotEmpty(running);
        var cancelled = await app.SendAsync(HttpMethod.Delete, $"labellings/{running[0]}");
        Assert.Equal((202, "cancelled"), ((int)cancelled.Status, cancelled.Text("status")));
        await app.Azurite.StartAgainAsync();

        var ends = await Task.WhenAll(started.Select(run => app.WaitForEndAsync(run.Location!.ToString())));
        foreach (var end in ends.Where(end => end.GetProperty("id").GetString() != running[0]))
        {
            Assert.True(end.GetProperty("status").GetString() == "completed", end.ToString());
            Assert.Equal(80, end.GetProperty("result").GetProperty("labelled").GetInt32());
        }

        Assert.Equal(80, (await app.ListAsync($"datasets/{dataset}/items?state=pseudoLabelled", 50)).Count);
        Assert.Equal("cancelled", (await app.GetAsync($"labellings/{running[0]}")).Text("status"));
        Assert.Equal((202, "cancelled"), ((int)(await app.SendAsync(HttpMethod.Delete, $"labellings/{running[0]}")).Status, cancelled.Text("status")));
    }

    /// <summary>How long storage is away; the environment can make it longer for a run by hand.</summary>
    private static int OutageSeconds => int.TryParse(Environment.GetEnvironmentVariable("WINNOW_TEST_OUTAGE_SECONDS"), out var seconds) ? seconds : 5;

    private static string? Code(JsonElement run) => run.GetProperty("error").GetProperty("code").GetString();
}
