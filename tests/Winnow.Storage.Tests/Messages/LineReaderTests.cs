using System.Text;
using CsCheck;
using Winnow.Storage.Messages;

namespace Winnow.Storage.Tests.Messages;

public sealed class LineReaderTests
{
    [Fact]
    public void ReadAsync_AnyTextFromAnyLine_GivesTheLinesAndWhereTheyEnd() => Gen.Select(
        Gen.String[Gen.Char["ab\n\n"], 0, 200], Gen.Int[1, 50]).Sample((text, chunk) =>
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        var expected = text.Split('\n').SkipLast(text.EndsWith('\n') || text.Length == 0 ? 1 : 0).ToList();

        var read = ReadAll(bytes, 0, chunk);

        Assert.Equal(expected, read.Select(line => line.Text));
        for (var i = 0; i < read.Count; i++)
            Assert.Equal(expected.Skip(i + 1), ReadAll(bytes, read[i].End, chunk).Select(line => line.Text));
    });

    [Fact]
    public async Task ReadAsync_ALineOverTheLimit_IsCutAndTheNextOneIsWhole()
    {
        var reader = new LineReader(new MemoryStream("0123456789abcdef\nnext"u8.ToArray()), 0, 10);

        var first = await reader.ReadAsync(default);
        var isTooLong = reader.IsTooLong;
        var second = await reader.ReadAsync(default);

        Assert.Equal(("0123456789", true), (Encoding.ASCII.GetString(first!), isTooLong));
        Assert.Equal(("next", false), (Encoding.ASCII.GetString(second!), reader.IsTooLong));
        Assert.Null(await reader.ReadAsync(default));
    }

    private static List<(string Text, long End)> ReadAll(byte[] bytes, long from, int chunk)
    {
        var reader = new LineReader(new SlowStream(bytes, (int)from, chunk), from, 1000);
        var lines = new List<(string, long)>();
        // The stream never waits, so that reading ends at once.
        while (reader.ReadAsync(default) is { IsCompletedSuccessfully: true } line && line.GetAwaiter().GetResult() is { } text)
            lines.Add((Encoding.ASCII.GetString(text), reader.Position));
        return lines;
    }

    /// <summary>Gives a few bytes per read, as networks do.</summary>
    private sealed class SlowStream(byte[] bytes, int from, int chunk) : MemoryStream(bytes[from..])
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(chunk, buffer.Length)], cancellationToken);
    }
}
