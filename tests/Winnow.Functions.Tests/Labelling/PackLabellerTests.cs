using Parquet.Serialization;
using Winnow.Core.Catalogue;
using Winnow.Core.Models;
using Winnow.Functions.Labelling;
using Winnow.Storage.Models;

namespace Winnow.Functions.Tests.Labelling;

public sealed class PackLabellerTests(LabellingFixture storage) : IClassFixture<LabellingFixture>
{
    private const string Pack = "b1-0000-0000";

    private readonly string _dataset = $"d{Guid.NewGuid():N}";
    private readonly string _model = $"m{Guid.NewGuid():N}";

    [Fact]
    public async Task LabelAsync_PackOfDigits_WritesParquetPredictionsAndPseudoLabels()
    {
        var digits = Enumerable.Range(0, 20).Select(LabellingFixture.Digit).ToArray();
        // An entry that is not catalogued lies between, a text and a damaged image at the end.
        var items = await storage.AddPackAsync(
            _dataset, Pack,
            [(digits[0].Png, "image/png"), ("not catalogued"u8.ToArray(), null), .. digits[1..].Select(digit => (digit.Png, (string?)"image/png")),
                ("some text"u8.ToArray(), "text/plain"), (digits[0].Png[..60], "image/png")]);
        await storage.Catalogue.AnnotateAsync(_dataset, [new() { Path = items[0].Name, Label = "7" }], default);
        var run = await RunAsync();

        var counts = await storage.Labeller.LabelAsync(run, Pack, default);
        var again = await storage.Labeller.LabelAsync(run, Pack, default);

        Assert.Equal((22, 20, 1, 1, "cpu"), (counts.Items, counts.Labelled, counts.Failed, counts.Skipped, counts.Provider));
        Assert.Equal(counts, again with { WorkSeconds = counts.WorkSeconds, OnnxSeconds = counts.OnnxSeconds });
        Assert.True(counts.OnnxSeconds > 0 && counts.OnnxSeconds <= counts.WorkSeconds);
        var predictions = await storage.Catalogue.ReadPredictionsAsync(_dataset, Pack, new(_model, "1"), default);
        Assert.Equal(digits.Select(digit => digit.Label), items.Take(20).Select(item => predictions.Single(prediction => prediction.ItemId == item.Id).Label));
        Assert.Equal(counts.PseudoLabels, predictions.Count(prediction => prediction.IsPseudoLabel));
        Assert.False(predictions.Single(prediction => prediction.ItemId == items[0].Id).IsPseudoLabel);
        Assert.NotNull(predictions.Single(prediction => prediction.ItemId == items[21].Id).Error);

        var blob = storage.Clients.Predictions.GetBlobClient(PredictionFiles.PathOf(_dataset, new(_model, "1"), run.Run, Pack));
        var rows = (await ParquetSerializer.DeserializeAsync<PredictionRow>((await blob.DownloadContentAsync()).Value.Content.ToStream())).Data;
        Assert.Equal(21, rows.Count);
        Assert.All(rows.Take(20), row => Assert.Equal(1, row.Scores.Sum(), 1e-4));
        Assert.Equal(digits.Select(digit => digit.Label), rows.Take(20).Select(row => row.Label));
        Assert.All(rows, row => Assert.Equal(($"{_model}@1", run.Run, row.IsPseudoLabel ? 0.9 : null), (row.Model, row.Run, row.Threshold)));

        var found = await storage.Catalogue.QueryAsync(_dataset, new() { State = ItemState.PseudoLabelled }, 100, null, default);
        Assert.Equal(counts.PseudoLabels, found.Value.Count);
        Assert.InRange(found.Value.Count, 15, 19);
    }

    [Fact]
    public async Task LabelAsync_OnlyMissing_LeavesPredictedItemsAlone()
    {
        var digits = Enumerable.Range(0, 3).Select(LabellingFixture.Digit).Select(digit => (digit.Png, (string?)"image/png")).ToArray();
        await storage.AddPackAsync(_dataset, Pack, digits);
        var run = await RunAsync();

        Assert.Equal((3, 0), Show(await storage.Labeller.LabelAsync(run, Pack, default)));
        Assert.Equal((0, 3), Show(await storage.Labeller.LabelAsync(run with { Run = Guid.NewGuid().ToString("N"), OnlyMissing = true }, Pack, default)));
        Assert.Equal((3, 0), Show(await storage.Labeller.LabelAsync(run, Pack, default)));

        static (long Labelled, long Skipped) Show(LabelCounts counts) => (counts.Labelled, counts.Skipped);
    }

    [Fact]
    public async Task LabelAsync_ModelOfTexts_TakesTheTextsAndWritesItsTags()
    {
        await storage.RegisterAsync("names-tagger", _model);
        var items = await storage.AddPackAsync(
            _dataset, Pack, (LabellingFixture.Digit(0).Png, "image/png"), ("Call me Ishmael ."u8.ToArray(), "text/plain"), ([0x47, 0xFC], "text/plain"));
        var run = new LabelInput { Run = Guid.NewGuid().ToString("N"), Dataset = _dataset, Model = $"{_model}@1" };

        var counts = await storage.Labeller.LabelAsync(run, Pack, default);

        Assert.Equal((3, 1, 1, 1), (counts.Items, counts.Labelled, counts.Failed, counts.Skipped));
        var details = await new PredictionFiles(storage.Clients).ReadDetailsAsync(_dataset, new(_model, "1"), run.Run, Pack, default);
        Assert.Equal(["O", "O", "B-NAME", "O"], details[items[1].Id].Tags!);
    }

    [Fact]
    public async Task LabelAsync_ManyLabels_WritesThemWithTheirProbabilities()
    {
        await storage.RegisterAsync("digits-present", _model);
        var items = await storage.AddPackAsync(_dataset, Pack, (LabellingFixture.Digit(0).Png, "image/png"), ("no image"u8.ToArray(), "text/plain"));
        var run = new LabelInput { Run = Guid.NewGuid().ToString("N"), Dataset = _dataset, Model = $"{_model}@1" };

        var counts = await storage.Labeller.LabelAsync(run, Pack, default);

        Assert.Equal((2, 1, 0, 1), (counts.Items, counts.Labelled, counts.Failed, counts.Skipped));
        var detail = (await new PredictionFiles(storage.Clients).ReadDetailsAsync(_dataset, new(_model, "1"), run.Run, Pack, default))[items[0].Id];
        Assert.Equal(10, detail.Probabilities!.Count);
        Assert.Equal(detail.Probabilities.Where(pair => pair.Value >= 0.5).Select(pair => pair.Key), detail.Labels!);
    }

    [Fact]
    public async Task LabelAsync_TwoModels_AcceptsWhereTheyAgreeAndKeepsTheLineage()
    {
        var other = $"o{Guid.NewGuid():N}";
        await storage.RegisterAsync("digits-cnn", other, ("labels: [\"0\", \"1\"", "labels: [\"1\", \"0\""));
        var digits = Enumerable.Range(0, 20).Select(LabellingFixture.Digit).ToArray();
        var items = await storage.AddPackAsync(_dataset, Pack, [.. digits.Select(digit => (digit.Png, (string?)"image/png")), ("no image"u8.ToArray(), "image/png")]);
        var run = await RunAsync() with { MinimumConfidence = 0.5, Agreement = new() { Models = [$"{other}@1"] }, TopK = 3 };

        var counts = await storage.Labeller.LabelAsync(run, Pack, default);

        var apart = digits.Count(digit => digit.Label is "0" or "1");
        Assert.InRange(apart, 3, 17);
        Assert.Equal((21, 20, 20 - apart, 1), (counts.Items, counts.Labelled, counts.PseudoLabels, counts.Failed));
        var own = (await storage.Catalogue.ReadPredictionsAsync(_dataset, Pack, new(_model, "1"), default)).ToDictionary(row => row.ItemId);
        var others = (await storage.Catalogue.ReadPredictionsAsync(_dataset, Pack, new(other, "1"), default)).ToDictionary(row => row.ItemId);
        Assert.Equal((21, 21), (own.Count, others.Count));
        Assert.All(others.Values, row => Assert.True(!row.IsPseudoLabel && row.Decision is null));
        foreach (var (item, digit) in items.Zip(digits))
        {
            var decision = own[item.Id].Decision!;
            Assert.Equal(digit.Label is not ("0" or "1"), own[item.Id].IsPseudoLabel);
            Assert.Equal(own[item.Id].IsPseudoLabel ? (2, 0.5) : (0, null), (decision.Votes, decision.Threshold));
            Assert.Equal(own[item.Id].IsPseudoLabel ? digit.Label : decision.Top[0].Label, decision.Top[0].Label);
            Assert.Equal(3, decision.Top.Count);
        }

        var found = await storage.Catalogue.QueryAsync(_dataset, new() { MinimumDisagreement = 0.5 }, 100, null, default);
        Assert.Equal(apart, found.Value.Count);
        Assert.All(found.Value, row => Assert.InRange(row.Disagreement!.Value, 0.5, 1));
        Assert.Equal(found.Value.OrderByDescending(row => row.Disagreement), found.Value);
    }

    [Fact]
    public async Task ListPacks_Batch_TakesOnlyItsPacks()
    {
        byte[] content = [.. "a text"u8];
        foreach (var pack in new[] { "b1-0000-0000", "b1-0000-0001", "b2-0000-0000" })
            await storage.AddPackAsync(_dataset, pack, (content, "text/plain"));

        var page = await storage.Activities.ListPacks(new(_dataset, "b2", null, 1), default);
        var count = await storage.Activities.CountPacks(new(_dataset, "b1", null, 0), default);

        Assert.Equal(["b2-0000-0000"], page.Packs);
        Assert.Null(page.Continuation);
        Assert.Equal(new PackCount(2, 2), count);
    }

    private async Task<LabelInput> RunAsync()
    {
        await storage.UploadDigitsModelAsync(_model);
        await storage.Registration.RegisterAsync(new(_model, "1"), default);
        return new() { Run = Guid.NewGuid().ToString("N"), Dataset = _dataset, Model = $"{_model}@1" };
    }
}
