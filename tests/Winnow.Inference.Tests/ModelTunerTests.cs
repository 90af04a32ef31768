using Winnow.Core.Errors;
using Winnow.Core.Models;
using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests;

/// <summary>What the tuner does, not how fast anything is: trials are as short as they can be.</summary>
public sealed class ModelTunerTests
{
    private static readonly TimeSpan s_short = TimeSpan.FromTicks(1);

    [Theory]
    [InlineData("digits-cnn")]
    [InlineData("sketches-strokes")]
    [InlineData("names-tagger")]
    public async Task TuneAsync_EveryKindOfInput_ChoosesOneOfWhatItTried(string model)
    {
        var tuning = await TuneAsync(ModelFolder.OfRepository(model));
        Assert.Equal(("cpu", ModelTuner.Machine), (tuning.Provider, tuning.Machine));
        Assert.Contains(tuning.Trials, trial => trial.Batch == tuning.Batch && trial.ItemsPerSecond == tuning.ItemsPerSecond);
        Assert.Equal(tuning.Trials.Count, tuning.Trials.Select(trial => trial.Batch).Distinct().Count());
        Assert.All(tuning.Trials, trial => Assert.InRange(trial.Batch.Callers * trial.Batch.Threads, 1, Environment.ProcessorCount));
    }

    [Fact]
    public async Task TuneAsync_ModelThatTakesOneItem_TriesNoLargerBatches()
    {
        using var folder = ModelFolder.Create(ModelFolder.TinyCard, Onnx.Chain([1, 1, 1, 2], [1, 2], "Flatten"));
        Assert.All((await TuneAsync(folder.Files)).Trials, trial => Assert.Equal(1, trial.Batch.Size));
    }

    [Fact]
    public async Task TuneAsync_ModelThatFails_SaysSo()
    {
        // The logarithm of what is below 0 is not a number, and that of 0 is infinite.
        using var folder = ModelFolder.Create(ModelFolder.TinyCard, Onnx.Chain([null, 1, 1, 2], [null, 2], "Flatten", "Neg", "Log"));
        Assert.Equal(ErrorCodes.InvalidModel, (await Assert.ThrowsAsync<WinnowException>(() => TuneAsync(folder.Files))).Code);
    }

    private static Task<ModelTuning> TuneAsync(ModelFiles files) => ModelTuner.TuneAsync(files, SessionRuns.Cpu, s_short, TimeProvider.System, CancellationToken.None);
}
