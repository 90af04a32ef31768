using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Tests.Internal.Running;

public sealed class BatchLimitTests
{
    private readonly List<int[]> _calls = [];

    [Fact]
    public void Run_EnoughMemory_TakesAsManyAsItMay()
    {
        var limit = new BatchLimit(4, "lines");
        limit.Run(Enumerable.Range(0, 9).ToArray(), _calls.Add);
        limit.Run<int>([], _calls.Add);
        Assert.Equal([[0, 1, 2, 3], [4, 5, 6, 7], [8]], _calls);
        Assert.Empty(limit.Warnings);
    }

    [Fact]
    public void Run_TooLittleMemory_HalvesForGoodAndRunsEachItemOnce()
    {
        var limit = new BatchLimit(16, "lines in the part rec");
        for (var run = 0; run < 2; run++)
        {
            var done = new List<int>();
            limit.Run(Enumerable.Range(0, 20).ToArray(), some =>
            {
                _calls.Add(some);
                if (some.Length > 5) throw new DeviceMemoryException("out of memory");
                done.AddRange(some);
            });
            Assert.Equal(Enumerable.Range(0, 20), done);
        }

        Assert.Equal([16, 8], _calls.Select(some => some.Length).Where(length => length > 5));
        Assert.Equal(4, limit.Items);
        Assert.Equal(
            ["16 lines in the part rec at once need more memory than the device has; at most 8 were run at once from then on (out of memory).",
             "8 lines in the part rec at once need more memory than the device has; at most 4 were run at once from then on (out of memory)."],
            limit.Warnings);
    }

    [Fact]
    public void Run_TooLittleMemoryForOneItem_Throws()
    {
        var limit = new BatchLimit(4, "items");
        Assert.Throws<DeviceMemoryException>(() => limit.Run([1, 2, 3, 4], _ => throw new DeviceMemoryException(new('x', 5000))));
        Assert.Equal(1, limit.Items);
        Assert.All(limit.Warnings, warning => Assert.InRange(warning.Length, 100, 500));
    }

    [Fact]
    public void Run_OtherFailure_PassesItOn()
    {
        var limit = new BatchLimit(4, "items");
        Assert.Throws<InvalidDataException>(() => limit.Run([1, 2], _ => throw new InvalidDataException()));
        Assert.Equal(4, limit.Items);
    }
}
