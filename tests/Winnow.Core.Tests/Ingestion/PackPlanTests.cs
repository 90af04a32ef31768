using Winnow.Core.Ingestion;

namespace Winnow.Core.Tests.Ingestion;

public class PackPlanTests
{
    [Fact]
    public void Next_ManySmallCandidates_FillsPacksOf512()
    {
        var plan = new PackPlan("b1", 3);
        var packs = Enumerable.Range(0, 1025).Select(_ => plan.Next(100)).GroupBy(pack => pack).ToDictionary(pack => pack.Key, pack => pack.Count());
        Assert.Equal(new Dictionary<string, int> { ["b1-0003-0000"] = 512, ["b1-0003-0001"] = 512, ["b1-0003-0002"] = 1 }, packs);
    }

    [Fact]
    public void Next_LargeCandidates_StartsAPackBeforeItGrowsOver256MiB()
    {
        var plan = new PackPlan("b1", 0);
        string[] packs = [plan.Next(200L << 20), plan.Next(50L << 20), plan.Next(10L << 20), plan.Next(300L << 20)];
        Assert.Equal(["b1-0000-0000", "b1-0000-0000", "b1-0000-0001", "b1-0000-0002"], packs);
    }
}
