using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.PseudoLabels;
using Winnow.Functions.Labelling;
using Winnow.Storage;
using Winnow.Storage.PseudoLabels;

namespace Winnow.Functions.Tests.Labelling;

public sealed class LabelPlannerTests(LabellingFixture storage) : IClassFixture<LabellingFixture>
{
    private readonly string _dataset = $"d{Guid.NewGuid():N}";
    private readonly string _model = $"m{Guid.NewGuid():N}";

    [Fact]
    public async Task PlanAsync_CalibrationOfAnotherPromise_IsRefusedWithWhatDiffers()
    {
        var planner = await PlannerAsync(new() { Model = _model, Precision = new() { Target = 0.9 } });
        var promise = (await planner.PlanAsync("r", new(_dataset, null, null, null), default)).Promise!;

        var own = await WriteAsync(promise);
        var other = await WriteAsync(promise with { Precision = new() { Target = 0.5, Confidence = 0.8, Split = "val" } });

        Assert.Equal(own, (await planner.PlanAsync("r", new(_dataset, null, null, null, own), default)).Calibration);
        var error = await Assert.ThrowsAsync<WinnowException>(() => planner.PlanAsync("r", new(_dataset, null, null, null, other), default));
        Assert.Equal(ErrorCodes.InvalidRequest, error.Code);
        Assert.Contains($"Calibration '{other}' is for another promise than this run's: target 0.5, not 0.9; confidence 0.8, not 0.95; split 'val', not any.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlanAsync_MoreModelsThanMayBeLoaded_IsRefusedWithBothNumbers()
    {
        var planner = await PlannerAsync(new() { Model = _model, Agreement = new() { Models = ["a", "b", "c", "d"] } });

        var error = await Assert.ThrowsAsync<WinnowException>(() => planner.PlanAsync("r", new(_dataset, null, null, null), default));

        Assert.Equal(ErrorCodes.InvalidRequest, error.Code);
        Assert.StartsWith("The policy asks 5 models, of which 4 may be loaded at once", error.Message, StringComparison.Ordinal);
        Assert.Contains("raise Inference:MaxLoadedModels.", error.Message, StringComparison.Ordinal);
    }

    private async Task<LabelPlanner> PlannerAsync(LabelPolicy policy)
    {
        await storage.UploadDigitsModelAsync(_model);
        await storage.Registration.RegisterAsync(new(_model, "1"), default);
        var datasets = new DatasetStore(storage.Clients, TimeProvider.System);
        await datasets.EnsureAsync(new() { Name = _dataset, Policy = policy, CreatedAt = DateTimeOffset.UnixEpoch }, default);
        return storage.Planner(datasets);
    }

    private async Task<string> WriteAsync(CalibrationRule rule)
    {
        var calibration = CalibrationFitter.Fit(rule, [[]], []);
        await new CalibrationStore(storage.Clients).WriteAsync(calibration, [], "r", null, default);
        return calibration.Id;
    }
}
