using System.Buffers;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats.Internal;

/// <summary>The rows of a JSONL file: one JSON object per line; empty lines are skipped.</summary>
/// <remarks>Source: https://jsonlines.org. Memory: one line.</remarks>
/// <param name="name">Path of the file, for refusals.</param>
/// <param name="maxLineBytes">Longest line in bytes.</param>
/// <param name="read">Reads one line that is not empty.</param>
internal sealed class JsonlRows<TRow>(string name, int maxLineBytes, Func<ReadOnlyMemory<byte>, TRow> read) : IRows<TRow>
{
    private readonly ArrayBufferWriter<byte> _line = new();
    private bool _isComplete = true;

    public int Line { get; private set; }

    public TRow Row { get; private set; } = default!;

    public bool Read(ReadOnlySpan<byte> block, ref int position)
    {
        while (position < block.Length)
        {
            var rest = block[position..];
            var end = rest.IndexOf((byte)'\n');
            Append(end < 0 ? rest : rest[..end]);
            position += end < 0 ? rest.Length : end + 1;
            if (end >= 0 && Take())
            {
                return true;
            }
        }

        return false;
    }

    public bool Finish() => !_isComplete && Take();

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_isComplete)
        {
            _line.ResetWrittenCount();
            _isComplete = false;
            Line++;
        }

        if (_line.WrittenCount + bytes.Length > maxLineBytes)
        {
            throw new RefusedContentException(new(name, RefusalCodes.TooLarge, $"Line {Line} has more than {maxLineBytes:N0} bytes."));
        }

        _line.Write(bytes);
    }

    private bool Take()
    {
        _isComplete = true;
        if (_line.WrittenSpan.IndexOfAnyExcept(" \t\r"u8) < 0)
        {
            return false;
        }

        Row = read(_line.WrittenMemory);
        return true;
    }
}
