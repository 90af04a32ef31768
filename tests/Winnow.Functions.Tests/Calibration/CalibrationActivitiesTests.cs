using Winnow.Core.PseudoLabels;
using Winnow.Functions.Calibration;
using Winnow.Functions.Labelling;
using Winnow.Functions.Tests.Labelling;
using Winnow.Storage.PseudoLabels;

namespace Winnow.Functions.Tests.Calibration;

public sealed class CalibrationActivitiesTests(LabellingFixture storage) : IClassFixture<LabellingFixture>
{
    private static readonly string[] s_packs = ["b1-0000-0000", "b1-0000-0001"];
    private readonly string _dataset = $"d{Guid.NewGuid():N}";
    private readonly string _model = $"m{Guid.NewGuid():N}";

    [Fact]
    public async Task Calibrate_AnnotatedDigits_LearnsFromThemAlone()
    {
        await AddAsync();
        var input = await InputAsync(split: null);

        var counts = await CalibrateAsync(input);
        var id = await FitAsync(input);

        Assert.Equal([60, 60], counts);
        var calibration = (await Store.FindAsync(_dataset, id, default))!;
        Assert.Equal((120, input.Rule.Models[0]), (calibration.PlanItems + calibration.TestItems, calibration.Models[0].Model));
        Assert.Equal(10, calibration.Thresholds.Count);
        Assert.InRange(calibration.Thresholds.Count(one => one.Threshold is not null), 5, 10);
        Assert.Equal(id, await storage.Calibrations.FindCalibration(input.Rule, default));
        var csv = (await storage.Clients.Predictions.GetBlobClient($"{_dataset}/calibrations/{id}.csv").DownloadContentAsync()).Value.Content.ToString();
        Assert.Equal(calibration.PlanItems, csv.Split('\n').Count(line => line.EndsWith(",plan", StringComparison.Ordinal)));

        await storage.Calibrations.ForgetCases(input, default);
        await storage.Calibrations.ForgetCases(input, default);
        Assert.Empty(await Store.ReadCasesAsync(_dataset, input.Run, default).ToListAsync());
    }

    [Fact]
    public async Task Calibrate_AgainWithPredictionsThatAreThere_IsTheSame()
    {
        await AddAsync();
        var first = await InputAsync(split: null);
        await CalibrateAsync(first);
        var id = await FitAsync(first);
        foreach (var pack in s_packs)
            await storage.Labeller.LabelAsync(new() { Run = Guid.NewGuid().ToString("N"), Dataset = _dataset, Model = first.Rule.Models[0] }, pack, default);

        var second = first with { Run = Guid.NewGuid().ToString("N") };
        await CalibrateAsync(second);

        Assert.Equal(id, await FitAsync(second));
    }

    [Fact]
    public async Task FitCalibration_OtherItems_IsTheNextLookAndARetryOfItTheSame()
    {
        await AddAsync();
        var rule = (await InputAsync(split: null)).Rule;
        CalibrateInput Run() => new(Guid.NewGuid().ToString("N"), rule, 20_000, 8);
        var (first, second, third) = (Run(), Run(), Run());
        await storage.Calibrations.CalibrateShard(new(first, s_packs[0]), default);
        await CalibrateAsync(second);
        await CalibrateAsync(third);

        string[] ids = [await FitAsync(first, 60), await FitAsync(second), await FitAsync(second), await FitAsync(third)];

        Assert.Equal([ids[0], ids[1], ids[1], ids[1]], ids);
        var looks = await Task.WhenAll(ids[..2].Select(id => Store.FindAsync(_dataset, id, default)));
        Assert.Equal([1, 2], looks.Select(one => one!.Look));
        Assert.All(looks, one => Assert.InRange(one!.ErrorPerClass, 0, 0.5 / (one.Look * (one.Look + 1))));
        Assert.Equal((ids[1], 2, third.Run), Show(await Store.FindNewestAsync(rule, default)));
        // Who read the newest before another became it does not count as one look with it.
        await Assert.ThrowsAsync<Azure.RequestFailedException>(() => Store.WriteAsync(looks[0]!, [], first.Run, null, default));

        static (string, int, string) Show(NewestCalibration? newest) => (newest!.Id, newest.Look, newest.Run);
    }

    [Fact]
    public async Task FitCalibration_AfterItsItemsAreForgotten_ReturnsWhatItLearnt()
    {
        await AddAsync();
        var input = await InputAsync(split: null);
        await CalibrateAsync(input);
        var id = await FitAsync(input);

        await ForgetAsync(input, s_packs[0]);
        Assert.Equal(id, await FitAsync(input));
        await storage.Calibrations.ForgetCases(input, default);
        Assert.Equal(id, await FitAsync(input));

        // A run that is not the last one to have learnt writes nothing.
        var other = input with { Run = Guid.NewGuid().ToString("N") };
        await CalibrateAsync(other);
        await ForgetAsync(other, s_packs[1]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => FitAsync(other));
        Assert.Equal((id, input.Run), ((await Store.FindNewestAsync(input.Rule, default))!.Id, (await Store.FindNewestAsync(input.Rule, default))!.Run));
    }

    [Fact]
    public async Task ReadCases_ForgottenMeanwhile_LeavesThemOut()
    {
        await AddAsync();
        var input = await InputAsync(split: null);
        await CalibrateAsync(input);

        var read = 0;
        await foreach (var cases in Store.ReadCasesAsync(_dataset, input.Run, default))
        {
            read += cases.Items.Count;
            await storage.Calibrations.ForgetCases(input, default);
        }

        Assert.Equal(60, read);
    }

    [Fact]
    public async Task Calibrate_Split_TakesItsItemsAlone()
    {
        await AddAsync();
        var input = await InputAsync(split: "val");

        Assert.Equal([30, 30], await CalibrateAsync(input));
        var none = await InputAsync(split: "nobody");
        Assert.Equal([0, 0], await CalibrateAsync(none));
        var id = await FitAsync(none);

        // It is there, but without a threshold; after an hour annotated items are looked for again.
        Assert.False((await Store.FindAsync(_dataset, id, default))!.HasThresholds);
        Assert.Equal(id, await storage.Calibrations.FindCalibration(none.Rule, default));
        Assert.Null(await storage.CalibrationsAt(new LaterTime(TimeSpan.FromHours(1.1))).FindCalibration(none.Rule, default));
    }

    [Fact]
    public async Task CalibrateShard_PackWithoutAnnotations_CostsOneQuery()
    {
        var input = await InputAsync(split: null);
        await storage.AddPackAsync(_dataset, s_packs[0], (LabellingFixture.Digit(0).Png, "image/png"));

        var (items, requests) = await RequestProbe.RunAsync(() => storage.Calibrations.CalibrateShard(new(input, s_packs[0]), default), crashBefore: 0);

        Assert.Equal((0, 1), (items, requests));
    }

    [Fact]
    public async Task LabelAsync_Calibration_KeepsItsLineageWithEveryPseudoLabel()
    {
        var items = await AddAsync();
        var input = await InputAsync(split: null);
        await CalibrateAsync(input);
        var id = await FitAsync(input);
        var thresholds = (await Store.FindAsync(_dataset, id, default))!.Thresholds.ToDictionary(one => one.Class!, one => one.Threshold);
        var run = new LabelInput { Run = Guid.NewGuid().ToString("N"), Dataset = _dataset, Model = input.Rule.Models[0], Promise = input.Rule, Calibration = id };

        var counts = await storage.Labeller.LabelAsync(run, s_packs[0], default);

        var predictions = await storage.Catalogue.ReadPredictionsAsync(_dataset, s_packs[0], new(_model, "1"), default);
        Assert.Equal(80, predictions.Count);
        Assert.InRange(counts.PseudoLabels, 5, 20);
        foreach (var row in predictions)
        {
            Assert.Equal((id, thresholds[row.Label!], run.Run), (row.Decision!.Calibration, row.Decision.Threshold, row.Run));
            var isAnnotated = items.FindIndex(item => item.Id == row.ItemId) % 80 < 60;
            Assert.Equal(!isAnnotated && row.Decision.Score >= row.Decision.Threshold, row.IsPseudoLabel);
        }
    }

    [Fact]
    public async Task LabelAsync_PromiseAfterAnotherModelsLabels_LeavesOnlyWhatItAcceptsItself()
    {
        var other = $"o{Guid.NewGuid():N}";
        await storage.RegisterAsync("digits-cnn", other, ("labels: [\"0\", \"1\"", "labels: [\"1\", \"0\""));
        await AddAsync();
        var before = new LabelInput { Run = Guid.NewGuid().ToString("N"), Dataset = _dataset, Model = $"{other}@1", MinimumConfidence = 0 };
        Assert.Equal(20, (await storage.Labeller.LabelAsync(before, s_packs[0], default)).PseudoLabels);
        var input = await InputAsync(split: null);
        await CalibrateAsync(input);
        var run = new LabelInput
        {
            Run = Guid.NewGuid().ToString("N"), Dataset = _dataset, Model = $"{_model}@1", Promise = input.Rule, Calibration = await FitAsync(input),
        };

        var counts = await storage.Labeller.LabelAsync(run, s_packs[0], default);

        var labelled = (await storage.Catalogue.ReadManifestAsync(_dataset, s_packs[0], default)).Where(item => item.Model is not null).ToList();
        Assert.InRange(counts.PseudoLabels, 5, 19);
        Assert.Equal(counts.PseudoLabels, labelled.Count);
        Assert.All(labelled, item => Assert.Equal($"{_model}@1", item.Model));
        var said = (await storage.Catalogue.ReadPredictionsAsync(_dataset, s_packs[0], new(_model, "1"), default)).ToDictionary(row => row.ItemId, row => row.Label);
        Assert.All(labelled, item => Assert.Equal(said[item.ItemId], item.Label));

        // An evaluation makes predictions alone, and leaves these labels where they are.
        await storage.Labeller.LabelAsync(before with { Run = Guid.NewGuid().ToString("N"), MinimumConfidence = 2 }, s_packs[0], default);
        Assert.Equal(labelled, (await storage.Catalogue.ReadManifestAsync(_dataset, s_packs[0], default)).Where(item => item.Model is not null));
    }

    private CalibrationStore Store => new(storage.Clients);

    /// <summary>Two packs of 80 digits, of which 60 are annotated, half of these in the split "val".</summary>
    private async Task<List<Winnow.Core.Catalogue.Item>> AddAsync()
    {
        var items = new List<Winnow.Core.Catalogue.Item>();
        foreach (var (index, pack) in s_packs.Index())
        {
            var digits = Enumerable.Range(index * 80, 80).Select(LabellingFixture.Digit).ToArray();
            var added = await storage.AddPackAsync(_dataset, pack, [.. digits.Select(digit => (digit.Png, (string?)"image/png"))]);
            await storage.Catalogue.AnnotateAsync(
                _dataset, [.. added.Take(60).Select((item, place) => new Winnow.Core.Catalogue.NamedAnnotation { Path = item.Name, Label = digits[place].Label, Split = place < 30 ? "val" : null })], default);
            items.AddRange(added);
        }

        return items;
    }

    private async Task<CalibrateInput> InputAsync(string? split)
    {
        await storage.UploadDigitsModelAsync(_model);
        await storage.Registration.RegisterAsync(new(_model, "1"), default);
        var rule = new CalibrationRule { Dataset = _dataset, Models = [$"{_model}@1"], Precision = new() { Target = 0.5, Confidence = 0.5, Split = split }, IsPerClass = true };
        return new(Guid.NewGuid().ToString("N"), rule, 20_000, 8);
    }

    private Task<string> FitAsync(CalibrateInput input, int? items = null) =>
        storage.Calibrations.FitCalibration(new(input, items ?? (input.Rule.Precision.Split is null ? 120 : 0)), default);

    private Task ForgetAsync(CalibrateInput input, string pack) => storage.Clients.Work.DeleteBlobAsync($"{_dataset}/calibrations/{input.Run}/{pack}.json");

    private async Task<List<int>> CalibrateAsync(CalibrateInput input)
    {
        var counts = new List<int>();
        foreach (var pack in s_packs)
            counts.Add(await storage.Calibrations.CalibrateShard(new(input, pack), default));
        return counts;
    }

    private sealed class LaterTime(TimeSpan later) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + later;
    }
}
