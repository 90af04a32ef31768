using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Tests.Internal.Running;

public sealed class ReasonTests
{
    [Fact]
    public void Cut_PagesOfText_AreOneLineOfSomeHundredCharacters()
    {
        Assert.Equal("no device", Reason.Cut(" no device\n"));
        var cut = Reason.Cut(string.Concat(Enumerable.Repeat("at kernel\r\n", 1000)));
        Assert.Equal(301, cut.Length);
        Assert.StartsWith("at kernel at kernel", cut, StringComparison.Ordinal);
        Assert.EndsWith("…", cut, StringComparison.Ordinal);
    }

    [Fact]
    public void Join_SeveralReasons_KeepsEachOnce()
    {
        Assert.Null(Reason.Join(null, null));
        Assert.Equal("There is no TensorRT. It is not recorded.", Reason.Join("There is no TensorRT.", null, "It is not recorded.", "It is not recorded."));
    }

    [Fact]
    public void OfParts_SomeFellBack_NamesThemWithWhatRunsThem()
    {
        Assert.Empty(Reason.OfParts(("det", "cuda", null), ("rec", "cuda", null)));
        Assert.Equal(["cls runs on cpu: no memory."], Reason.OfParts(("det", "cuda", null), ("cls", "cpu", "no memory."), ("rec", "cuda", null)));
        Assert.Equal(
            ["det, rec run on cpu: no device.", "cls runs on cuda: no TensorRT."],
            Reason.OfParts(("det", "cpu", "no device."), ("cls", "cuda", "no TensorRT."), ("rec", "cpu", "no device.")));
    }
}
