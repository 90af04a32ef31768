using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Parquet.Serialization;
using Parquet.Serialization.Attributes;
using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Tasks;
using Winnow.Core.Models;
using Winnow.Functions.Evaluation;
using Winnow.Functions.Tests.Labelling;
using Winnow.Inference;
using Winnow.Storage.Evaluations;
using Winnow.Storage.Models;
using Winnow.Storage.Versions;
using Winnow.TestSupport;

namespace Winnow.Functions.Tests.Evaluation;

public sealed class EvaluationActivitiesTests(LabellingFixture world) : IClassFixture<LabellingFixture>
{
    private static readonly ModelId s_model = new("m", "1");
    private readonly string _dataset = AzuriteFixture.UniqueName();
    private readonly string _run = Guid.NewGuid().ToString("N");

    [Theory]
    [InlineData(nameof(IEvaluationStore.WriteItemsAsync))]
    [InlineData(nameof(IEvaluationStore.WriteNumbersAsync))]
    [InlineData(nameof(IEvaluationStore.WriteReportAsync))]
    public async Task MakeReport_AfterCrashInAnyWrite_EqualsOneWithoutCrash(string crashing)
    {
        await AddPackAsync("p-0000-0000", 0, 6);
        await AddPackAsync("p-0000-0001", 6, 4);
        await EvaluateAsync(Activities(Store), _run);
        var calm = await ReadReportAsync(_run);

        var other = Guid.NewGuid().ToString("N");
        var crash = new CrashingStore(Store, crashing);
        await Assert.ThrowsAsync<IOException>(() => EvaluateAsync(Activities(crash), other));
        await EvaluateAsync(Activities(crash), other);
        await EvaluateAsync(Activities(crash), other);

        Assert.Equal(calm.Replace(_run, other, StringComparison.Ordinal), await ReadReportAsync(other));
        Assert.Contains("\"items\": 10", calm, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EvaluateShard_MissingPredictions_LeavesThePackForLaterUnlessTheyAreAccepted()
    {
        var items = await AddPackAsync("p-0000-0000", 0, 3, predicted: 2);
        var input = new EvaluateShardInput(_run, Spec, new(items[0].Pack), AcceptMissing: false);

        Assert.Equal(new ShardResult(3, 1), await Activities(Store).EvaluateShard(input, default));
        Assert.Null(await Store.FindNumbersAsync(_run, NumberNames.OfPack(items[0].Pack), default));
        Assert.Equal(new ShardResult(3, 0), await Activities(Store).EvaluateShard(input with { AcceptMissing = true }, default));
        Assert.Equal(new SkippedItems(0, 1, 0), (await Store.FindNumbersAsync(_run, NumberNames.OfPack(items[0].Pack), default))!.Skipped);
    }

    [Fact]
    public async Task WriteItems_ReadAsParquet_HasEveryColumn()
    {
        ItemOutcome[] outcomes =
        [
            new()
            {
                ItemId = "a", Name = "ä/1.png", Pack = "p", Truth = "x\n\"y\"", Predicted = "", Confidence = 0.25, Loss = 0.5, Parts = [3, 5, 1, 1, 0, 0.5],
                Attributes = new Dictionary<string, string> { ["split"] = "test" }, Numbers = new Dictionary<string, double> { ["width"] = 12 },
            },
            new() { ItemId = "b", Name = "2.png", Pack = "p", Truth = "数", Predicted = "数", Confidence = null, Loss = 0, Parts = [0, 1, 0, 1, 1, 1] },
        ];
        foreach (var count in new[] { 2, 1, 0 })
        {
            await Store.WriteItemsAsync(_run, "p", outcomes[..count], new TextRecognitionEvaluation(), default);
            var rows = await ReadRowsAsync($"{_run}/items/p.parquet");
            Assert.Equal(outcomes[..count].Select(one => $"{one.ItemId}|{one.Name}|{one.Truth}|{one.Predicted}|{one.Confidence}|{one.Loss}|{one.Parts[0]}|{one.Attributes.GetValueOrDefault("split")}"), rows);

            var columns = await Store.ReadItemsAsync(_run, "p", default);
            Assert.Equal(outcomes[..count].Select(ReportItem.Of), Enumerable.Range(0, columns.Count).Select(columns.Row));
            Assert.Equal(["p"], await Store.ListItemsAsync(_run, default).ToListAsync());
        }
    }

    [Theory]
    [InlineData(ModelTask.Classification)]
    [InlineData(ModelTask.TextRecognition)]
    public async Task Numbers_WrittenAndRead_MergeAsBefore(ModelTask task)
    {
        var numbers = new EvaluationAccumulator(TaskEvaluations.Create(SomeSpecs.Of(task)));
        (numbers.Task as ClassificationEvaluation)?.Classes.Add("a", "b", 0.75);
        (numbers.Task as TextRecognitionEvaluation)?.Texts.Add("a lönger text", "a longer txt", 0.75);
        numbers.AddPack(new(1, 2, 3), []);
        await Store.WriteNumbersAsync(_run, NumberNames.OfGroup(0), numbers, default);

        var read = await Store.FindNumbersAsync(_run, NumberNames.OfGroup(0), default);
        read!.Merge(numbers);
        numbers.Merge((await Store.FindNumbersAsync(_run, NumberNames.OfGroup(0), default))!);

        Assert.Equal(numbers.Task.GetScores(), read.Task.GetScores());
        Assert.Equal((2, 2, new SkippedItems(2, 4, 6)), (read.Items, read.Packs, read.Skipped));
        Assert.Equal([NumberNames.OfGroup(0)], await Store.ListNumbersAsync(_run, NumberNames.Groups, default).ToListAsync());
        Assert.Null(await Store.FindNumbersAsync(_run, NumberNames.OfGroup(1), default));
        Assert.Null(await Store.FindReportAsync(_run, "report.json", default));
    }

    private EvaluationStore Store => new(world.Clients);

    private EvaluationSpec Spec => SomeSpecs.Of(ModelTask.Classification, _dataset);

    private EvaluationActivities Activities(IEvaluationStore store)
    {
        var options = Options.Create(new EvaluationOptions());
        var versions = new VersionStore(world.Clients);
        var reports = new ReportMaker(store, new(store), new(world.Catalogue, world.Packs, options), new(store), options);
        return new(
            world.Catalogue, world.Packs, versions, store, new(world.Catalogue, versions, new PredictionFiles(world.Clients), new(world.Clients)),
            new(world.Packs, Options.Create(new InferenceOptions())), reports);
    }

    /// <summary>Digits with their labels; the model says 7 to each of the first <paramref name="predicted"/>.</summary>
    private async Task<List<Item>> AddPackAsync(string pack, int first, int count, int predicted = int.MaxValue)
    {
        var items = await world.AddPackAsync(_dataset, pack, [.. Enumerable.Range(first, count).Select(index => (SomeDigits.At(index).Png, (string?)"image/png"))]);
        await world.Catalogue.AnnotateAsync(
            _dataset, [.. items.Select((item, i) => new NamedAnnotation { Path = item.Name, Label = SomeDigits.At(first + i).Label })], default);
        var said = items.Take(predicted).Select((item, i) => new Prediction { ItemId = item.Id, Model = s_model, Run = _run, Label = "7", Confidence = 0.5 + (i / 100.0) });
        await world.Catalogue.WritePredictionsAsync(_dataset, items, [.. said], default);
        return items;
    }

    /// <summary>What the orchestrators do, as far as it has not been done.</summary>
    private async Task EvaluateAsync(EvaluationActivities activities, string run)
    {
        var evaluation = new EvaluateInput { Run = run, Spec = Spec, MinimumConfidence = 2, Window = 2, PacksPerGroup = 1 };
        string[] packs = ["p-0000-0000", "p-0000-0001"];
        foreach (var (group, pack) in packs.Index())
        {
            await activities.EvaluateShard(new(run, Spec, new(pack), AcceptMissing: true), default);
            await activities.MergeGroup(new(evaluation, group, [new(pack)], AcceptMissing: true), default);
        }

        await activities.MakeReport(new(run, Spec, [], DateTimeOffset.UnixEpoch, new(0, 1), null), default);
    }

    private async Task<string> ReadReportAsync(string run)
    {
        await using var stream = await Store.FindReportAsync(run, "report.json", default);
        using var reader = new StreamReader(stream!);
        return await reader.ReadToEndAsync();
    }

    private async Task<List<string>> ReadRowsAsync(string path)
    {
        var content = await world.Clients.Evaluations.GetBlobClient(path).DownloadContentAsync();
        var rows = (await ParquetSerializer.DeserializeAsync<Row>(content.Value.Content.ToStream())).Data;
        return [.. rows.Select(row => $"{row.ItemId}|{row.Name}|{row.Truth}|{row.Predicted}|{row.Confidence}|{row.Loss}|{row.Edits}|{row.Split}")];
    }

    /// <summary>A row as other tools see it.</summary>
    private sealed class Row
    {
        [JsonPropertyName("item_id"), ParquetRequired]
        public string ItemId { get; set; } = "";

        [JsonPropertyName("name"), ParquetRequired]
        public string Name { get; set; } = "";

        [JsonPropertyName("truth"), ParquetRequired]
        public string Truth { get; set; } = "";

        [JsonPropertyName("predicted"), ParquetRequired]
        public string Predicted { get; set; } = "";

        [JsonPropertyName("confidence")]
        public double? Confidence { get; set; }

        [JsonPropertyName("loss")]
        public double Loss { get; set; }

        [JsonPropertyName("part.edits")]
        public double Edits { get; set; }

        [JsonPropertyName("attribute.split")]
        public string? Split { get; set; }
    }

    /// <summary>Fails in the first call of one method, after it has written.</summary>
    private sealed class CrashingStore(IEvaluationStore inner, string crashing) : IEvaluationStore
    {
        private bool _hasCrashed;

        public async Task WriteItemsAsync(
            string id, string pack, IReadOnlyList<ItemOutcome> outcomes, TaskEvaluation task, CancellationToken cancellationToken)
        {
            await inner.WriteItemsAsync(id, pack, outcomes, task, cancellationToken);
            Crash(nameof(WriteItemsAsync));
        }

        public IAsyncEnumerable<string> ListItemsAsync(string id, CancellationToken cancellationToken) => inner.ListItemsAsync(id, cancellationToken);

        public Task<OutcomeColumns> ReadItemsAsync(string id, string pack, CancellationToken cancellationToken) => inner.ReadItemsAsync(id, pack, cancellationToken);

        public Task WriteFingerprintsAsync(string id, string pack, IReadOnlyList<ItemFingerprint> fingerprints, CancellationToken cancellationToken) =>
            inner.WriteFingerprintsAsync(id, pack, fingerprints, cancellationToken);

        public IAsyncEnumerable<ItemFingerprint> ReadFingerprintsAsync(string id, CancellationToken cancellationToken) =>
            inner.ReadFingerprintsAsync(id, cancellationToken);

        public Task<EvaluationReport?> ReadReportAsync(string id, CancellationToken cancellationToken) => inner.ReadReportAsync(id, cancellationToken);

        public async Task WriteNumbersAsync(string id, string name, EvaluationAccumulator numbers, CancellationToken cancellationToken)
        {
            await inner.WriteNumbersAsync(id, name, numbers, cancellationToken);
            Crash(nameof(WriteNumbersAsync));
        }

        public Task<EvaluationAccumulator?> FindNumbersAsync(string id, string name, CancellationToken cancellationToken) =>
            inner.FindNumbersAsync(id, name, cancellationToken);

        public IAsyncEnumerable<string> ListNumbersAsync(string id, string prefix, CancellationToken cancellationToken) =>
            inner.ListNumbersAsync(id, prefix, cancellationToken);

        public async Task WriteReportAsync(EvaluationReport report, string html, CancellationToken cancellationToken)
        {
            await inner.WriteReportAsync(report, html, cancellationToken);
            Crash(nameof(WriteReportAsync));
        }

        public Task<Stream?> FindReportAsync(string id, string file, CancellationToken cancellationToken) => inner.FindReportAsync(id, file, cancellationToken);

        private void Crash(string method)
        {
            if (method != crashing || _hasCrashed) return;
            _hasCrashed = true;
            throw new IOException("the process ended here");
        }
    }
}
