using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using Winnow.Core.Benchmarks;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Evaluations;
using Winnow.Core.Models;
using Winnow.Core.Versions;
using Winnow.Functions.Benchmarks;
using Winnow.Functions.Evaluation;
using Winnow.Functions.Tests.Labelling;
using Winnow.Inference;
using Winnow.Storage;
using Winnow.Storage.Benchmarks;
using Winnow.Storage.Evaluations;
using Winnow.Storage.Imports;
using Winnow.Storage.Models;
using Winnow.Storage.Versions;
using Winnow.TestSupport;

namespace Winnow.Functions.Tests.Benchmarks;

/// <summary>Planning a benchmark and making its leaderboard, on a real Azurite; the evaluations are run step by step.</summary>
public sealed class BenchmarkActivitiesTests(LabellingFixture world) : IClassFixture<LabellingFixture>
{
    private const string Pack = "p-0000-0000";
    private readonly string _dataset = AzuriteFixture.UniqueName();
    private readonly string _run = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task MakeLeaderboard_AgainAfterACrash_LeavesTheSame()
    {
        var plan = await PlanAsync("baseline: bad@1\ngates: [accuracy >= 0.9, accuracy > baseline]");
        await Store.KeepPlanAsync(_run, plan, default);
        foreach (var evaluation in plan.Boards[0].Evaluations.OrderBy(input => input.Spec.Baseline is not null))
        {
            await EvaluateAsync(await Activities.ReadPlanned(new(_run, evaluation.Run), default));
        }

        var first = await MakeAsync();
        var rows = await RowsAsync();
        Assert.Equal([("good@1", 1, true), ("bad@1", 2, true)], first.Boards[0].Rows.Select(row => (row.Model, row.Rank, row.Gates.All(gate => gate.HasPassed) == (row.Model == "good@1"))));
        Assert.Equal((false, "bad@1", 1.0), (first.HasPassed, first.Boards[0].Rows[1].IsBaseline ? "bad@1" : "", first.Boards[0].Rows[0].Change!.Candidate));
        Assert.Equal(3, rows.Count);
        var before = await FilesAsync();

        await MakeAsync();

        Assert.Equal(before, await FilesAsync());
        Assert.Equal(rows, await RowsAsync());
        var listed = Assert.Single((await Store.ListAsync(Name, 10, null, default)).Value);
        Assert.Equal((_run, first.Hash, "good@1", 1), (listed.Run, listed.Hash, listed.Boards[0].Model, listed.Boards[0].Tied));
    }

    [Fact]
    public async Task KeepPlan_OfAnotherPlanForTheRun_GivesTheFirst()
    {
        var plan = await PlanAsync("");
        var kept = await Store.KeepPlanAsync(_run, plan, default);

        var again = await Store.KeepPlanAsync(_run, plan with { Spec = plan.Spec with { Name = "other" } }, default);

        Assert.Equal((Name, Name), (kept.Spec.Name, again.Spec.Name));
        Assert.Equal(plan.Boards[0].Evaluations.Select(input => input.Run), again.Boards[0].Evaluations.Select(input => input.Run));
    }

    [Fact]
    public async Task Plan_OfTheSameRun_GivesTheSameIds_AndTheBaselineIsForTheOthers()
    {
        var plan = await PlanAsync("baseline: bad@1\nprimary: macro-f1\ngates: [accuracy >= 0.9, accuracy > baseline]");
        var (good, bad) = (plan.Boards[0].Evaluations[0], plan.Boards[0].Evaluations[1]);

        Assert.Equal("macro-f1", plan.Boards[0].Metric);
        Assert.Equal((bad.Run, null), (good.Spec.Baseline, bad.Spec.Baseline));
        Assert.Equal((2, 1), (good.Gates.Count, bad.Gates.Count));
        Assert.All(plan.Boards[0].Evaluations, input => Assert.Equal((_dataset, true), (input.Spec.Dataset, input.Spec.Version is { Length: 12 })));
        var input = plan.ToInput(3);
        Assert.Equal((bad.Run, good.Run, 3), (input.Boards[0].Baseline, Assert.Single(input.Boards[0].Others), input.Window));
        var again = await Planner.PlanAsync(_run, plan.Spec, default);
        Assert.Equal(plan.Boards[0].Evaluations.Select(one => one.Run), again.Boards[0].Evaluations.Select(one => one.Run));
        var other = await Planner.PlanAsync(Guid.NewGuid().ToString("N"), plan.Spec, default);
        Assert.Empty(plan.Boards[0].Evaluations.Select(one => one.Run).Intersect(other.Boards[0].Evaluations.Select(one => one.Run)));
    }

    [Theory]
    [InlineData("entries: [good@1, text@1]", "", ErrorCodes.TaskMismatch)]
    [InlineData("entries: [good@1]", "primary: cer", ErrorCodes.UnknownMetric)]
    [InlineData("entries: [good@1]", "gates: [cer < 1]", ErrorCodes.UnknownMetric)]
    [InlineData("entries: [good@1, nobody@1]", "", ErrorCodes.UnknownModel)]
    public async Task Plan_OfWhatCannotRun_SaysWhy(string entries, string rest, string code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<WinnowException>(() => PlanAsync(rest, entries))).Code);

    [Fact]
    public async Task List_OfManyRuns_GivesTheNewestFirstPageByPage()
    {
        Leaderboard RunAt(int day) => new()
        {
            Id = day.ToString("x32"), Name = Name, Hash = "hash", CreatedAt = new(2026, 1, day, 0, 0, 0, TimeSpan.Zero), HasPassed = true,
            Boards = [new() { Dataset = "d", Version = "v", Metric = "accuracy", IsHigherBetter = true, Level = 0.95, Rows = [new() { Rank = 1, Model = "m@1", Evaluation = "e", Items = 1, Score = 1, Metrics = new Dictionary<string, double?>() }] }],
        };
        foreach (var day in new[] { 2, 5, 1, 4, 3 })
        {
            await Store.WriteAsync(RunAt(day), default);
        }

        var days = new List<int>();
        string? continuation = null;
        do
        {
            var page = await Store.ListAsync(Name, 2, continuation, default);
            Assert.InRange(page.Value.Count, 1, 2);
            days.AddRange(page.Value.Select(one => one.CreatedAt.Day));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        Assert.Equal([5, 4, 3, 2, 1], days);
        Assert.Empty((await Store.ListAsync("another", 2, null, default)).Value);
        Assert.Null(await Store.FindAsync(_run, LeaderboardStore.JsonFile, default));
    }

    private string Name => $"bench-{_dataset}";

    private LeaderboardStore Store => new(world.Clients);

    private EvaluationStore Evaluations => new(world.Clients);

    private BenchmarkActivities Activities => new(Store, new(Evaluations, new(Evaluations), Options.Create(new BenchmarkOptions())));

    private BenchmarkPlanner Planner => new(new(
        new DatasetStore(world.Clients, TimeProvider.System), world.Models, new VersionStore(world.Clients), new(world.Clients), Evaluations,
        Options.Create(new EvaluationOptions { Resamples = 200 })));

    private EvaluationActivities Evaluating
    {
        get
        {
            var (options, versions, store) = (Options.Create(new EvaluationOptions()), new VersionStore(world.Clients), Evaluations);
            return new(
                world.Catalogue, world.Packs, versions, store, new(world.Catalogue, versions, new PredictionFiles(world.Clients), new(world.Clients)),
                new(world.Packs, Options.Create(new InferenceOptions())), new(store, new(store), new(world.Catalogue, world.Packs, options), new(store), options));
        }
    }

    private async Task<Leaderboard> MakeAsync()
    {
        await Activities.MakeBoard(new(_run, 0), default);
        return await Activities.MakeLeaderboard(new(_run, DateTimeOffset.UnixEpoch), default);
    }

    /// <summary>A plan on a version of forty digits, for which "good" and "bad" were brought (and of another task "text").</summary>
    private async Task<BenchmarkPlan> PlanAsync(string rest, string entries = "entries: [good@1, bad@1]")
    {
        await new DatasetStore(world.Clients, TimeProvider.System).EnsureAsync(new() { Name = _dataset, Policy = new(), CreatedAt = DateTimeOffset.UnixEpoch }, default);
        var items = await world.AddPackAsync(_dataset, Pack, [.. Enumerable.Range(0, 40).Select(index => (SomeDigits.At(index).Png, (string?)"image/png"))]);
        await world.Catalogue.AnnotateAsync(_dataset, [.. items.Select((item, i) => new NamedAnnotation { Path = item.Name, Label = SomeDigits.At(i).Label })], default);
        await BringAsync(items, "good", ModelTask.Classification, i => SomeDigits.At(i).Label);
        await BringAsync(items, "bad", ModelTask.Classification, i => i % 2 == 0 ? "wrong" : SomeDigits.At(i).Label);
        await BringAsync(items, "text", ModelTask.TextRecognition, _ => null);
        var yaml = $"name: {Name}\ndatasets: [{{ dataset: {_dataset}, version: \"{await SnapshotAsync()}\" }}]\n{entries}\n{rest}";
        return await Planner.PlanAsync(_run, BenchmarkReader.Read(yaml, "b.yaml"), default);
    }

    private async Task BringAsync(List<Item> items, string name, ModelTask task, Func<int, string?> label)
    {
        var model = new ModelId(name, "1");
        var said = items.Select((item, i) => new Prediction { ItemId = item.Id, Model = model, Run = "import", Label = label(i), Confidence = 0.9 });
        await world.Catalogue.WritePredictionsAsync(_dataset, items, [.. said], default);
        await new ImportTable(world.Clients).WriteAsync(
            new() { Dataset = _dataset, Model = model, Task = task, Run = "import", Counts = new(items.Count), ImportedAt = DateTimeOffset.UnixEpoch }, default);
    }

    private async Task<string> SnapshotAsync()
    {
        var versions = new VersionStore(world.Clients);
        var manifest = await world.Catalogue.ReadManifestAsync(_dataset, Pack, default);
        var shard = VersionShard.Of(Pack, manifest);
        await versions.WriteShardAsync(_dataset, shard, manifest, default);
        await versions.KeepGroupAsync(_dataset, _run, 0, [shard], default);
        return (await versions.CompleteAsync(_dataset, _run, DateTimeOffset.UnixEpoch, default)).Version;
    }

    /// <summary>What the orchestrators of an evaluation do.</summary>
    private async Task EvaluateAsync(EvaluateInput input)
    {
        var page = await Evaluating.ListShards(new(input.Spec.Dataset, input.Spec.Version, IsReference: false, null, 10), default);
        await Evaluating.EvaluateShard(new(input.Run, input.Spec, Assert.Single(page.Shards), AcceptMissing: true), default);
        await Evaluating.MergeGroup(new(input, 0, page.Shards, AcceptMissing: true), default);
        await Evaluating.MakeReport(new(input.Run, input.Spec, input.Gates, DateTimeOffset.UnixEpoch, new(0, 1), null), default);
    }

    private async Task<List<string>> FilesAsync()
    {
        var files = new List<string>();
        foreach (var name in new[] { LeaderboardStore.JsonFile, LeaderboardStore.HtmlFile, LeaderboardStore.MarkdownFile })
        {
            using var reader = new StreamReader((await Store.FindAsync(_run, name, default))!);
            files.Add(await reader.ReadToEndAsync());
            Assert.Contains("good@1", files[^1], StringComparison.Ordinal);
        }

        return files;
    }

    private async Task<List<string>> RowsAsync()
    {
        var table = world.Clients.Table(TableNames.Leaderboard);
        var (benchmark, lines) = (Name, $"{Name}|{_run}");
        var rows = await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {benchmark} or PartitionKey eq {lines}")).ToListAsync();
        return [.. rows.Select(row => string.Join(' ', row.Where(pair => pair.Key is not ("odata.etag" or "Timestamp")).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")))];
    }
}
