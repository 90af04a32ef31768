using Microsoft.ML.OnnxRuntime.Tensors;
using Winnow.Core.Models;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests.Internal.Encoding;

public sealed class InputPoolTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4096)]
    [InlineData(4097)]
    public void Rent_ReturnedOne_ComesAgain(int length)
    {
        var pool = new InputPool(1 << 20);
        var array = pool.Rent(length);
        Assert.InRange(array.Length, Math.Max(1, length), length + Math.Max(16, length / 8));
        pool.Return(array);
        Assert.Same(array, pool.Rent(length));
        Assert.NotSame(array, pool.Rent(length));
        Assert.Equal(0, pool.KeptBytes);
    }

    [Fact]
    public void Return_MoreThanIsKept_LetsTheOthersGo()
    {
        var pool = new InputPool(1 << 20);
        byte[][] small = [.. Enumerable.Range(0, 16).Select(_ => pool.Rent(1 << 16))];
        foreach (var array in small) pool.Return(array);
        Assert.Equal(1 << 20, pool.KeptBytes);
        var large = pool.Rent(1 << 24);
        pool.Return(large);
        Assert.Equal(1 << 24, pool.KeptBytes);
        Assert.Same(large, pool.Rent((1 << 24) - 5));
        var another = pool.Rent(1 << 16);
        Assert.All(small, array => Assert.NotSame(array, another));
    }

    [Fact]
    public void Encode_LargeInputsAgain_TakesNoNewMemory()
    {
        var input = new ImageInput { Tensor = "x", Height = new(1500), Width = new(1500), Resize = ResizeMode.Stretch, Mean = [0, 0, 0], Std = [1, 1, 1], Channels = ColourOrder.Rgb };
        var encoder = new ImageEncoder(input, 1000, new(1 << 26));
        var bytes = Enumerable.Range(0, 3).Select(_ =>
        {
            using var image = ImageFiles.Gray(2, 0, 1, 2, 3);
            var before = GC.GetAllocatedBytesForCurrentThread();
            // Two at once of 27 MB each.
            using (var first = encoder.Encode(image))
            using (encoder.Encode(image)) Assert.Equal((27_000_000, TensorElementType.Float), (first.ByteCount, first.Type));
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }).ToList();
        Assert.InRange(bytes[0], 2 * 27_000_000, long.MaxValue);
        Assert.All(bytes.Skip(1), again => Assert.InRange(again, 0, 1 << 20));
    }
}
