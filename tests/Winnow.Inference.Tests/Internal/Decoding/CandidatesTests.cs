using CsCheck;
using Winnow.Core.Models;
using Winnow.Inference.Internal.Decoding;

namespace Winnow.Inference.Tests.Internal.Decoding;

public sealed class CandidatesTests
{
    private static readonly AnchorFreeOutput s_card = new() { Tensor = "y", Kind = OutputKind.Probabilities, ScoreThreshold = 0.3, IouThreshold = 0.5 };

    [Fact]
    public void ToResult_OverlappingBoxes_TheBestOfEachClassStands()
    {
        // Overlaps with the first: 0.6 and 0.5 (not above the limit).
        var result = Decide(new(0, 0, 10, 10, 0, 0.9f), new(0, 0, 10, 6, 0, 0.8f), new(0, 0, 10, 5, 0, 0.7f), new(0, 0, 10, 10, 1, 0.6f), new(50, 0, 60, 10, 0, 0.2f));
        Assert.Equal([("a", 0.9), ("a", 0.7), ("b", 0.6)], result.Detail!.Objects!.Select(found => (found.Label, Math.Round(found.Score!.Value, 3))));
        Assert.Equal(0.6, result.Confidence!.Value, 5);
    }

    [Fact]
    public void ToResult_NothingReachesTheThreshold_IsAsCertainAsTheBestIsBad()
    {
        var result = Decide(new(0, 0, 10, 10, 0, 0.29f), new(0, 0, 10, 10, 0, 0.1f));
        Assert.Empty(result.Detail!.Objects!);
        Assert.Equal(0.71, result.Confidence!.Value, 5);
    }

    [Fact]
    public void ToResult_BoxesBeyondTheImage_AreCutOff()
    {
        var box = Assert.Single(Decide(new Candidate(-20, 90, 30, float.PositiveInfinity, 0, 0.9f)).Detail!.Objects!).Box;
        Assert.Equal(new(0, 45, 15, 5), box);
    }

    [Theory]
    [InlineData(5, 5, 5, 9)]
    [InlineData(5, 5, 4, 9)]
    [InlineData(double.NaN, 5, 10, 9)]
    [InlineData(100, 5, 120, 9)] // in the padding
    public void Add_NoBox_IsNoObject(double left, double top, double right, double bottom) =>
        Assert.Empty(Decide(new Candidate(left, top, right, bottom, 0, 0.9f)).Detail!.Objects!);

    [Fact]
    public void ToResult_AnyBoxes_NoTwoOfAClassOverlapAndEveryOneLeftOutIsCovered() =>
        Gen.Select(Gen.Double[0, 60], Gen.Double[0, 60], Gen.Double[1, 30], Gen.Double[1, 30], Gen.Int[0, 1], Gen.Float[0, 1])
            .Select((x, y, w, h, c, s) => new Candidate(x, y, x + w, y + h, c, s)).Array[0, 60].Sample(candidates =>
            {
                var kept = Decide(candidates).Detail!.Objects!;
                foreach (var (a, i) in kept.Select((found, i) => (found, i)))
                {
                    foreach (var b in kept.Skip(i + 1)) Assert.True(a.Label != b.Label || Support.Boxes.Overlap(a.Box, b.Box) <= 0.5 + 1e-9);
                }

                Assert.Equal(kept.Select(found => found.Score).OrderDescending(), kept.Select(found => found.Score));
                Assert.All(candidates.Where(candidate => candidate.Score >= 0.3), candidate => Assert.Contains(kept, found => found.Score >= candidate.Score - 1e-6));
            });

    /// <summary>On an image of 50 × 50 that is seen at twice its size.</summary>
    private static InferenceResult Decide(params Candidate[] found)
    {
        var candidates = new Candidates(s_card, ["a", "b"]);
        foreach (var candidate in found) candidates.Add(candidate);
        return candidates.ToResult("1", new(50, 50, 0, 0, 2, 2));
    }
}
