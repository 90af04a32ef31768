using System.Buffers;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats.Internal;

/// <summary>Cuts CSV into records, one at a time, from blocks of bytes of any size.</summary>
/// <remarks>
/// Source: RFC 4180, with LF accepted as well as CRLF. A record that breaks the rules has a <see cref="Problem"/>, and the rest of its line is
/// skipped. Memory: one record.
/// </remarks>
/// <param name="name">Path of the file, for refusals.</param>
/// <param name="maxRecordBytes">Longest record in bytes, with its quotes, commas and line ends.</param>
internal sealed class CsvTokenizer(string name, int maxRecordBytes)
{
    private enum At
    {
        FieldStart,
        Unquoted,
        Quoted,
        AfterQuote,
        AfterReturn,
        Skipping,
    }

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly List<int> _ends = [];
    private At _at;
    private bool _isInRecord;
    private bool _hasQuotes;
    private int _nextLine = 1;
    private long _recordBytes;

    /// <summary>Line on which the record starts, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>What is wrong with the record; null when nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>Number of fields.</summary>
    public int Count => _ends.Count;

    /// <summary>Whether the record is an empty line.</summary>
    public bool IsBlank => Problem is null && Count == 1 && _bytes.WrittenCount == 0 && !_hasQuotes;

    /// <summary>A field without its quotes; valid until the next call.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var start = index == 0 ? 0 : _ends[index - 1];
            return _bytes.WrittenSpan[start.._ends[index]];
        }
    }

    /// <summary>Reads on from <paramref name="position"/>, which moves.</summary>
    /// <returns>True when a record is complete; false when the block is used up.</returns>
    /// <exception cref="RefusedContentException"><see cref="RefusalCodes.TooLarge"/>.</exception>
    public bool Read(ReadOnlySpan<byte> block, ref int position)
    {
        while (position < block.Length)
        {
            if (!_isInRecord)
            {
                StartRecord();
            }

            var isComplete = Step(block[position..], out var used);
            position += used;
            CountBytes(used);
            if (isComplete)
            {
                _isInRecord = false;
                _nextLine++;
                return true;
            }
        }

        return false;
    }

    /// <summary>Ends the file.</summary>
    /// <returns>True when there is a last record without a line end.</returns>
    public bool Finish()
    {
        if (!_isInRecord)
        {
            return false;
        }

        _isInRecord = false;
        if (_at is At.Quoted)
        {
            Problem = "A quote is not closed before the end of the file; close it, and double quotes within a field.";
        }
        else if (_at is not At.Skipping)
        {
            EndField();
        }

        return true;
    }

    private void StartRecord()
    {
        _bytes.ResetWrittenCount();
        _ends.Clear();
        _at = At.FieldStart;
        _isInRecord = true;
        _hasQuotes = false;
        _recordBytes = 0;
        Line = _nextLine;
        Problem = null;
    }

    private void CountBytes(int used)
    {
        _recordBytes += used;
        if (_recordBytes > maxRecordBytes)
        {
            throw new RefusedContentException(new(name, RefusalCodes.TooLarge,
                $"The row that starts on line {Line} has more than {maxRecordBytes:N0} bytes. Look for a quote that is not closed."));
        }
    }

    private bool Step(ReadOnlySpan<byte> rest, out int used)
    {
        switch (_at)
        {
            case At.FieldStart when rest[0] is (byte)'"':
                _hasQuotes = true;
                _at = At.Quoted;
                used = 1;
                return false;
            case At.FieldStart or At.Unquoted:
                return StepUnquoted(rest, out used);
            case At.Quoted:
                used = StepQuoted(rest);
                return false;
            case At.AfterQuote:
                used = 1;
                return StepAfterQuote(rest[0]);
            case At.AfterReturn:
                return StepAfterReturn(rest[0], out used);
            default:
                var end = rest.IndexOf((byte)'\n');
                used = end < 0 ? rest.Length : end + 1;
                return end >= 0;
        }
    }

    private bool StepUnquoted(ReadOnlySpan<byte> rest, out int used)
    {
        _at = At.Unquoted;
        var run = rest.IndexOfAny(",\"\r\n"u8);
        _bytes.Write(run < 0 ? rest : rest[..run]);
        used = run < 0 ? rest.Length : run + 1;
        return run >= 0 && (rest[run] is (byte)'"'
            ? Break("A quote stands within a field that does not start with one; quote the whole field and double the quotes in it.")
            : StepSeparator(rest[run]));
    }

    private int StepQuoted(ReadOnlySpan<byte> rest)
    {
        var run = rest.IndexOf((byte)'"');
        var text = run < 0 ? rest : rest[..run];
        _bytes.Write(text);
        _nextLine += text.Count((byte)'\n');
        if (run < 0)
        {
            return rest.Length;
        }

        _at = At.AfterQuote;
        return run + 1;
    }

    private bool StepAfterQuote(byte next)
    {
        if (next is (byte)',' or (byte)'\r' or (byte)'\n')
        {
            return StepSeparator(next);
        }

        if (next is not (byte)'"')
        {
            return Break("A field goes on after its closing quote; double quotes within a field.");
        }

        _bytes.Write("\""u8);
        _at = At.Quoted;
        return false;
    }

    private bool StepAfterReturn(byte next, out int used)
    {
        used = next is (byte)'\n' ? 1 : 0;
        return next is (byte)'\n' ? StepSeparator(next) : Break("A carriage return stands alone; lines end with LF or CRLF.");
    }

    private bool StepSeparator(byte separator)
    {
        if (separator is (byte)'\r')
        {
            _at = At.AfterReturn;
            return false;
        }

        EndField();
        return separator is (byte)'\n';
    }

    private void EndField()
    {
        _ends.Add(_bytes.WrittenCount);
        _at = At.FieldStart;
    }

    private bool Break(string problem)
    {
        Problem = problem;
        _at = At.Skipping;
        return false;
    }
}
