using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests.Tasks;

/// <summary>Drawings that no model has seen, as images and as strokes.</summary>
public sealed class SketchTests
{
    [Fact]
    public async Task RunAsync_DrawingsAsImages_NineInTenAreRight()
    {
        using var session = ModelSession.Load(ModelFolder.OfRepository("sketches-cnn"), SessionRuns.Cpu);
        session.Validate();
        var drawings = Sketches.Test().ToList();

        var results = await session.RunAsync(drawings.Select(drawing => Sketches.Png(drawing.Ink)));

        Assert.Equal(240, results.Count);
        Assert.InRange(results.Zip(drawings).Count(pair => pair.First.Label == pair.Second.Label), 214, 222);
    }

    [Fact]
    public async Task RunAsync_DrawingsAsStrokes_AreReadStepByStep()
    {
        using var session = ModelSession.Load(ModelFolder.OfRepository("sketches-strokes"), SessionRuns.Cpu);
        session.Validate();
        var drawings = Sketches.Test().ToList();

        var results = await session.RunAsync(drawings.Select(drawing => Sketches.Strokes(drawing.Ink)));

        // 81.67 % of 240 are 196.
        Assert.InRange(results.Zip(drawings).Count(pair => pair.First.Label == pair.Second.Label), 194, 198);
        Assert.All(results.Zip(drawings), pair => Assert.Equal(pair.Second.Ink.Count(ink => ink >= 0.5f), pair.First.Detail!.Steps!.Count));
        Assert.All(results, result => Assert.Equal(result.Label, result.Detail!.Steps![^1]));
        Assert.All(results, result => Assert.Equal(result.Confidence!.Value, result.Scores.Max(), 1e-6));
    }
}
