using System.Buffers;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats.Internal;

/// <summary>The rows of a JSONL file: one JSON object per line; empty lines are skipped.</summary>
/// <remarks>Source: https://jsonlines.org. Memory: one line.</remarks>
internal sealed class JsonlRows(string name, int maxLineBytes) : IAnnotationRows
{
    private readonly ArrayBufferWriter<byte> _line = new();
    private bool _isComplete = true;

    public int Line { get; private set; }

    public AnnotationFields Fields { get; private set; }

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

        Fields = AnnotationJson.Read(_line.WrittenMemory, isRow: true);
        return true;
    }
}
