using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Parquet.Serialization;
using Parquet.Serialization.Attributes;
using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations;
using Winnow.Core.Metrics;
using Winnow.Core.Models;
using Winnow.Functions.Evaluation;
using Winnow.Functions.Tests.Labelling;
using Winnow.Storage.Evaluations;
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
        var input = new EvaluateShardInput(_run, _dataset, items[0].Pack, s_model.ToString(), ModelTask.Classification, null, AcceptMissing: false);

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
            new() { ItemId = "a", Name = "ä/1.png", Pack = "p", Truth = "x\n\"y\"", Predicted = "", Confidence = 0.25, IsCorrect = false, Edits = 3, ReferenceLength = 5 },
            new() { ItemId = "b", Name = "2.png", Pack = "p", Truth = "数", Predicted = "数", Confidence = 1, IsCorrect = true, Edits = 0, ReferenceLength = 1 },
        ];
        foreach (var count in new[] { 2, 1, 0 })
        {
            await Store.WriteItemsAsync(_run, "p", outcomes[..count], default);
            var rows = await ReadRowsAsync($"{_run}/items/p.parquet");
            Assert.Equal(outcomes[..count].Select(one => $"{one.ItemId}|{one.Name}|{one.Truth}|{one.Predicted}|{one.Confidence}|{one.IsCorrect}|{one.Edits}|{one.ReferenceLength}"), rows);
        }
    }

    [Theory]
    [InlineData(ModelTask.Classification)]
    [InlineData(ModelTask.TextRecognition)]
    public async Task Numbers_WrittenAndRead_MergeAsBefore(ModelTask task)
    {
        var numbers = new EvaluationAccumulator(task);
        numbers.Classification?.Add("a", "b", 0.75);
        numbers.Text?.Add("a lönger text", "a longer txt", 0.75);
        numbers.AddPack(new(1, 2, 3), []);
        await Store.WriteNumbersAsync(_run, NumberNames.OfGroup(0), numbers, default);

        var read = await Store.FindNumbersAsync(_run, NumberNames.OfGroup(0), default);
        read!.Merge(numbers);
        numbers.Merge((await Store.FindNumbersAsync(_run, NumberNames.OfGroup(0), default))!);

        Assert.Equal(numbers.GetScores(), read.GetScores());
        Assert.Equal((2, 2, new SkippedItems(2, 4, 6)), (read.Items, read.Packs, read.Skipped));
        Assert.Equal([NumberNames.OfGroup(0)], await Store.ListNumbersAsync(_run, NumberNames.Groups, default).ToListAsync());
        Assert.Null(await Store.FindNumbersAsync(_run, NumberNames.OfGroup(1), default));
        Assert.Null(await Store.FindReportAsync(_run, "report.json", default));
    }

    private EvaluationStore Store => new(world.Clients);

    private EvaluationActivities Activities(IEvaluationStore store) =>
        new(world.Catalogue, world.Packs, store, new ReportImages(world.Catalogue, world.Packs, Options.Create(new EvaluationOptions())));

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
        var evaluation = new EvaluateInput
        {
            Run = run, Dataset = _dataset, Model = s_model.ToString(), Task = ModelTask.Classification, Metrics = MetricNames.Of(ModelTask.Classification),
            MinimumConfidence = 2, Window = 2, PacksPerGroup = 1,
        };
        string[] packs = ["p-0000-0000", "p-0000-0001"];
        foreach (var (group, pack) in packs.Index())
        {
            await activities.EvaluateShard(new(run, _dataset, pack, s_model.ToString(), ModelTask.Classification, null, AcceptMissing: true), default);
            await activities.MergeGroup(new(evaluation, group, [pack], AcceptMissing: true), default);
        }

        var about = new EvaluationSubject
        {
            Id = run, Dataset = _dataset, Model = s_model.ToString(), Metrics = evaluation.Metrics, CreatedAt = DateTimeOffset.UnixEpoch, Timings = new(0, 1),
        };
        await activities.MakeReport(new(about, ModelTask.Classification), default);
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
        return [.. rows.Select(row => $"{row.ItemId}|{row.Name}|{row.Truth}|{row.Predicted}|{row.Confidence}|{row.IsCorrect}|{row.Edits}|{row.ReferenceLength}")];
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
        public double Confidence { get; set; }

        [JsonPropertyName("is_correct")]
        public bool IsCorrect { get; set; }

        [JsonPropertyName("edits")]
        public long Edits { get; set; }

        [JsonPropertyName("reference_length")]
        public long ReferenceLength { get; set; }
    }

    /// <summary>Fails in the first call of one method, after it has written.</summary>
    private sealed class CrashingStore(IEvaluationStore inner, string crashing) : IEvaluationStore
    {
        private bool _hasCrashed;

        public async Task WriteItemsAsync(string id, string pack, IReadOnlyList<ItemOutcome> outcomes, CancellationToken cancellationToken)
        {
            await inner.WriteItemsAsync(id, pack, outcomes, cancellationToken);
            Crash(nameof(WriteItemsAsync));
        }

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
