using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests.Tasks;

public sealed class MultiLabelTests
{
    [Fact]
    public async Task RunAsync_ScenesOfDigits_SaysWhichAreThere()
    {
        using var session = ModelSession.Load(ModelFolder.OfRepository("digits-present"), SessionRuns.Cpu);
        session.Validate();
        var scenes = Scenes.Make(300, seed: 3).ToList();

        var results = await session.RunAsync(scenes.Select(scene => scene.Png));

        var answers = results.Zip(scenes).Sum(pair => session.Labels.Count(label =>
            pair.First.Detail!.Labels!.Contains(label) == pair.Second.Digits.Any(digit => digit.Label == label)));
        Assert.InRange(answers / 3000.0, 0.975, 1);
        Assert.All(results, result => Assert.Equal(10, result.Scores.Count));
        Assert.All(results, result => Assert.Equal(result.Scores.Min(p => p >= 0.5f ? p : 1 - p), result.Confidence!.Value, 1e-6));
    }
}
