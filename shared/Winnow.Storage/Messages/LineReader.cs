namespace Winnow.Storage.Messages;

/// <summary>Reads lines of a stream and knows where each ends, so that reading can go on there later. Memory: one line.</summary>
internal sealed class LineReader(Stream stream, long position, int maxBytes)
{
    private readonly byte[] _buffer = new byte[64 << 10];
    private int _start;
    private int _end;

    /// <summary>Offset of the next line in the file, in bytes.</summary>
    public long Position { get; private set; } = position;

    /// <summary>Whether the last line was longer than allowed; what was returned of it is its start.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>The next line without its line break; null at the end.</summary>
    public async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        using var line = new MemoryStream();
        IsTooLong = false;
        var start = Position;
        while (true)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, await stream.ReadAsync(_buffer, cancellationToken));
                if (_end == 0)
                    return Position == start ? null : line.ToArray();
            }

            var rest = _buffer.AsSpan(_start.._end);
            var length = rest.IndexOf((byte)'\n');
            Take(line, length < 0 ? rest : rest[..length]);
            var taken = length < 0 ? rest.Length : length + 1;
            _start += taken;
            Position += taken;
            if (length >= 0)
                return line.ToArray();
        }
    }

    private void Take(MemoryStream line, ReadOnlySpan<byte> bytes)
    {
        var room = maxBytes - (int)line.Length;
        IsTooLong |= bytes.Length > room;
        line.Write(bytes.Length > room ? bytes[..room] : bytes);
    }
}
