using System.Text.Json;
using Winnow.Core.Catalogue;
using Winnow.Core.Versions;

namespace Winnow.Functions.Tests.WholeApp;

/// <summary>Versions over HTTP: what they record, and what makes a new one.</summary>
[Collection(RunningAppGroup.Name)]
public sealed class SnapshotsTests(RunningApp app)
{
    [Fact]
    public async Task A_version_keeps_what_the_dataset_was_when_it_changes_afterwards()
    {
        var dataset = await app.CreateDatasetAsync();
        await app.DropDigitsAsync(dataset, "a", 600..606);
        await app.AnnotateAsync(dataset, new NamedAnnotation { Path = "a/0601.png", Label = "seven", Split = "test" });
        await app.RunAsync("labellings", new { dataset, model = "digits-cnn", minimumConfidence = 0 });

        var first = await SnapshotAsync(dataset);
        var again = await SnapshotAsync(dataset);
        await app.AnnotateAsync(dataset, new NamedAnnotation { Path = "a/0602.png", Label = "eight" });
        var second = await SnapshotAsync(dataset);

        Assert.Equal((6, 1, 5), (first.Items, first.Annotated, first.PseudoLabelled));
        Assert.Equal(first, again);
        Assert.Equal((6, 2, 4), (second.Items, second.Annotated, second.PseudoLabelled));
        Assert.NotEqual(first.Version, second.Version);
        Assert.Equal([second, first], await ListAsync(dataset));
        Assert.Equal(first, (await app.GetAsync($"datasets/{dataset}/versions/{first.Version}")).Json.Deserialize<DatasetVersion>(JsonSerializerOptions.Web));
        await RequireManifestAsync(first, "a/0602.png", label: null);
        await RequireManifestAsync(second, "a/0602.png", label: "eight");
        await RunningApp.WaitAsync(() => Task.FromResult(app.Topic.Events.Any(told => told.Body.Contains(second.Hash, StringComparison.Ordinal))), "the event of the second version");
    }

    [Fact]
    public async Task A_snapshot_of_an_empty_dataset_fails_and_says_why()
    {
        var run = await app.RunAsync("snapshots", new { dataset = await app.CreateDatasetAsync() });

        Assert.Equal("failed", run.GetProperty("status").GetString());
        Assert.Equal("empty-dataset", run.GetProperty("error").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("snapshots", "nowhere", 404, "unknown-dataset")]
    [InlineData("snapshots", "Not A Name", 400, "invalid-name")]
    public async Task A_snapshot_of_no_dataset_is_refused(string route, string dataset, int status, string code)
    {
        var answer = await app.PostAsync(route, new { dataset });

        Assert.Equal((status, code), ((int)answer.Status, answer.Text("code")));
    }

    [Theory]
    [InlineData("0123456789ab")]
    [InlineData("shards")]
    public async Task A_version_that_is_not_there_is_named_in_the_error(string version)
    {
        var dataset = await app.CreateDatasetAsync();

        var answer = await app.GetAsync($"datasets/{dataset}/versions/{Uri.EscapeDataString(version)}");

        Assert.Equal((404, "unknown-version"), ((int)answer.Status, answer.Text("code")));
    }

    private async Task<DatasetVersion> SnapshotAsync(string dataset)
    {
        var run = await app.RunAsync("snapshots", new { dataset });
        Assert.Equal("completed", run.GetProperty("status").GetString());
        return run.GetProperty("result").Deserialize<DatasetVersion>(JsonSerializerOptions.Web)!;
    }

    private async Task<List<DatasetVersion>> ListAsync(string dataset) =>
        [.. (await app.GetAsync($"datasets/{dataset}/versions")).Json.GetProperty("value").EnumerateArray().Select(one => one.Deserialize<DatasetVersion>(JsonSerializerOptions.Web)!)];

    private async Task RequireManifestAsync(DatasetVersion version, string name, string? label)
    {
        var store = app.Service<IVersionStore>();
        var shards = await store.ReadShardsAsync(version.Dataset, version.Version, default).ToListAsync();
        var items = new List<ManifestItem>();
        foreach (var shard in shards)
            items.AddRange(await store.ReadShardAsync(version.Dataset, shard, default));

        Assert.Equal(version.Shards, shards.Count);
        Assert.Equal(version.Items, items.Count);
        Assert.Equal(shards, items.GroupBy(item => item.Pack).OrderBy(pack => pack.Key, StringComparer.Ordinal).Select(pack => VersionShard.Of(pack.Key, pack)));
        using var hash = new VersionHash();
        shards.ForEach(hash.Add);
        Assert.Equal(version.Hash, hash.Finish());
        var truth = Assert.Single(items, item => item.Name == "a/0601.png");
        Assert.Equal(("seven", "test", "annotated", null), (truth.Label, truth.Split, truth.State, truth.Model));
        var asked = Assert.Single(items, item => item.Name == name);
        Assert.Equal(label is null ? ("pseudoLabelled", "digits-cnn@1") : ("annotated", null), (asked.State, asked.Model));
        Assert.True(label is null ? asked.Label is not null : asked.Label == label);
        Assert.Equal(asked.Confidence is null, label is not null);
    }
}
