using Winnow.Inference.Internal.Images;

namespace Winnow.Inference.Tests.Internal.Images;

public sealed class PixelMemoryTests
{
    private readonly PixelMemory _memory = new(maxPixels: 100, smallPixels: 10);

    [Fact]
    public void Take_SmallImage_DoesNotCount()
    {
        Assert.Null(_memory.Take<IDisposable?>(9, part => part));
        Assert.Equal(0, _memory.Pixels);
    }

    [Fact]
    public async Task Take_NoRoom_WaitsUntilThereIs()
    {
        var first = _memory.Take(60, part => part!);
        using var second = _memory.Take(40, part => part!);
        var third = Task.Run(() => _memory.Take(50, part => part!));
        Assert.False(IsDone(third));
        Assert.Equal(100, _memory.Pixels);

        first.Dispose();
        using (await third.WaitAsync(TimeSpan.FromSeconds(30))) Assert.Equal(90, _memory.Pixels);
        Assert.Equal(40, _memory.Pixels);
    }

    [Fact]
    public async Task Take_MoreThanThereIs_WaitsUntilItIsAlone()
    {
        var small = _memory.Take(10, part => part!);
        var large = Task.Run(() => _memory.Take(1000, part => part!));
        Assert.False(IsDone(large));

        small.Dispose();
        using (await large.WaitAsync(TimeSpan.FromSeconds(30))) Assert.Equal(1000, _memory.Pixels);
        Assert.Equal(0, _memory.Pixels);
    }

    [Fact]
    public void Dispose_Twice_GivesBackOnce()
    {
        using var other = _memory.Take(30, part => part!);
        var part = _memory.Take(20, part => part!);
        part.Dispose();
        part.Dispose();
        Assert.Equal(30, _memory.Pixels);
    }

    [Fact]
    public void Take_ImageThatCannotBeMade_GivesItsRoomBack()
    {
        Assert.Throws<InvalidDataException>(() => _memory.Take<PixelImage>(1000, _ => throw new InvalidDataException()));
        Assert.Equal(0, _memory.Pixels);
    }

    // Whoever waits shows nothing of it; a moment is given in which it could go wrong.
    private static bool IsDone(Task task) => Task.WaitAny([task], 50) >= 0;
}
