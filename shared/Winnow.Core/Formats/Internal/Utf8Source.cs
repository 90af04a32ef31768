using System.Buffers;
using System.Text;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats.Internal;

/// <summary>Reads a stream block by block and lets only well-formed UTF-8 without NUL through; a byte order mark is dropped.</summary>
/// <remarks>
/// Everything before the first bad byte is handed out, and the next read refuses the file: what a reader gets does not depend on how the
/// stream cuts its blocks. Characters are never cut in two.
/// </remarks>
internal sealed class Utf8Source(string name, Stream content) : IDisposable
{
    private const int BlockBytes = 1 << 16;

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
    private long _offset;
    private int _length;
    private int _valid;
    private Refusal? _refusal;

    /// <summary>What the last read brought.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>Reads the next block.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="RefusedContentException"><see cref="RefusalCodes.InvalidText"/>, with the offset of the bad byte.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        while (_refusal is null)
        {
            KeepTail();
            var read = await content.ReadAsync(_buffer.AsMemory(_length), cancellationToken);
            _length += read;
            _valid = WellFormed(_buffer.AsSpan(0, _length), isLast: read == 0);
            Bytes = _buffer.AsMemory(0, _valid);
            if (_offset == 0 && Bytes.Span.StartsWith(Utf8Text.Mark))
            {
                Bytes = Bytes[Utf8Text.Mark.Length..];
            }

            if (!Bytes.IsEmpty)
            {
                return true;
            }

            if (read == 0 && _refusal is null)
            {
                return false;
            }
        }

        throw new RefusedContentException(_refusal);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void KeepTail()
    {
        _buffer.AsSpan(_valid, _length - _valid).CopyTo(_buffer);
        _offset += _valid;
        _length -= _valid;
        _valid = 0;
    }

    /// <summary>How many bytes are whole, good characters; the first bad one becomes the refusal.</summary>
    private int WellFormed(ReadOnlySpan<byte> bytes, bool isLast)
    {
        var whole = bytes[..(isLast ? bytes.Length : bytes.Length - CutOff(bytes))];
        var bad = Utf8Text.FirstInvalid(whole, isWhole: true);
        var nul = (bad < 0 ? whole : whole[..bad]).IndexOf((byte)0);
        if (nul >= 0)
        {
            _refusal = new(name, RefusalCodes.InvalidText, $"The file holds a NUL byte at offset {_offset + nul}; text has none.");
            return nul;
        }

        if (bad >= 0)
        {
            _refusal = new(name, RefusalCodes.InvalidText,
                $"The file is not UTF-8: byte 0x{bytes[bad]:X2} at offset {_offset + bad}. Save it as UTF-8 and drop it again.");
            return bad;
        }

        return whole.Length;
    }

    /// <summary>Length of a character that the end cuts off: 0 to 3 bytes.</summary>
    private static int CutOff(ReadOnlySpan<byte> bytes)
    {
        for (var length = 1; length <= Math.Min(3, bytes.Length); length++)
        {
            if (bytes[^length] >= 0xC0)
            {
                return Rune.DecodeFromUtf8(bytes[^length..], out _, out _) is OperationStatus.NeedMoreData ? length : 0;
            }

            if (bytes[^length] < 0x80)
            {
                return 0;
            }
        }

        return 0;
    }
}
