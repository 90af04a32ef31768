using Winnow.Core.Errors;
using Winnow.Core.Models;
using Winnow.Functions.Tests.Labelling;
using Winnow.Inference;

namespace Winnow.Functions.Tests.Models;

public sealed class ModelRegistrationTests(LabellingFixture storage) : IClassFixture<LabellingFixture>
{
    private readonly string _name = $"m{Guid.NewGuid():N}";

    [Fact]
    public async Task RegisterAsync_ModelThatWorks_IsInTheRegistryOnce()
    {
        await storage.UploadDigitsModelAsync(_name);

        var model = await storage.Registration.RegisterAsync(new(_name, "1"), default);
        var again = await storage.Registration.RegisterAsync(new(_name, "1"), default);

        Assert.Equal((_name, "1", ModelTask.Classification), (model.Name, model.Version, model.Task));
        Assert.Equal(model, again);
        Assert.Equal(model, await storage.Models.ResolveAsync(_name, default));
    }

    [Fact]
    public Task RegisterAsync_CorruptOnnx_IsRefused() => RefusesAsync(ErrorCodes.InvalidModel, () => storage.UploadDigitsModelAsync(_name, onnxText: "no onnx"));

    [Fact]
    public Task RegisterAsync_CardOfAnotherModel_IsRefused() => RefusesAsync(ErrorCodes.InvalidCard, () => storage.UploadDigitsModelAsync(_name, cardName: "other"));

    [Fact]
    public Task RegisterAsync_NoFiles_IsUnknown() => RefusesAsync(ErrorCodes.UnknownModel, () => Task.CompletedTask);

    [Fact]
    public async Task RegisterAsync_ModelThatSaysSomethingElseOfItsSample_IsRefused()
    {
        await Assert.ThrowsAsync<WinnowException>(() => storage.RegisterAsync("spam-mail", _name, ("label: spam", "label: ham")));
        Assert.Null(await storage.Models.FindAsync(new(_name, "1"), default));
    }

    [Fact]
    public async Task CheckAsync_RegisteredModel_SaysHowItDoes()
    {
        await storage.RegisterAsync("spam-mail", _name);
        var check = await storage.Registration.CheckAsync(new(_name, "1"), default);
        Assert.Equal(($"{_name}@1", "cpu", "sample.txt", 0), (check.Model, check.Provider, check.Sample, check.Differences.Count));
    }

    [Fact]
    public async Task TuneAsync_RegisteredModel_KeepsWhatWasMeasuredBesideIt()
    {
        await storage.RegisterAsync("spam-mail", _name);
        var model = await storage.Models.ResolveAsync(_name, default);
        Assert.Empty(await storage.Tunings.FindAsync(model.Hash, ModelTuner.Machine, default));

        var tuning = await storage.Registration.TuneAsync(new(_name, "1"), default);

        var kept = Assert.Single(await storage.Tunings.FindAsync(model.Hash, ModelTuner.Machine, default));
        Assert.Equal((tuning.Batch, "cpu", tuning.ItemsPerSecond), (kept.Batch, kept.Provider, kept.ItemsPerSecond));
        Assert.Contains(kept.Trials, trial => trial.Batch == kept.Batch);
        // The model's folder is as it was registered.
        Assert.Equal(model.Hash, (await storage.Models.DownloadAsync(new(_name, "1"), default)).Hash);
    }

    private async Task RefusesAsync(string code, Func<Task> upload)
    {
        await upload();
        Assert.Equal(code, (await Assert.ThrowsAsync<WinnowException>(() => storage.Registration.RegisterAsync(new(_name, "1"), default))).Code);
        Assert.Null(await storage.Models.FindAsync(new(_name, "1"), default));
    }
}
