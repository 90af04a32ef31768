using System.Buffers;
using System.Text;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats.Internal;

/// <summary>Cuts the elements of arrays out of a JSON file: those of the file itself, or those of some members of the object that it is.</summary>
/// <remarks>
/// Only what surrounds the elements is parsed here: an element that is broken within itself, say by a <c>NaN</c>, is cut out like any other, and the
/// next ones go on. Other members are skipped. Memory: one element.
/// </remarks>
/// <param name="name">Path of the file, for refusals.</param>
/// <param name="maxElementBytes">Longest element in bytes.</param>
/// <param name="invalidCode">Code of the refusal of a broken file.</param>
/// <param name="wanted">Keys of the arrays; an empty key stands for a file that is an array.</param>
internal sealed class JsonParts(string name, int maxElementBytes, string invalidCode, params string[] wanted) : IRows<JsonPart>
{
    private enum At
    {
        Start,
        FirstKey,
        NextKey,
        InKey,
        Colon,
        Value,
        InSkipped,
        AfterMember,
        FirstElement,
        NextElement,
        InElement,
        AfterElement,
        End,
    }

    private readonly ArrayBufferWriter<byte> bytes = new();
    private readonly HashSet<string> found = [];
    private readonly JsonScan scan = new();
    private At at;
    private bool isArray;
    private string section = "";
    private int index;
    private int nextLine = 1;

    public int Line { get; private set; }

    public JsonPart Row { get; private set; }

    /// <summary>Whether the file has an array of that name.</summary>
    public bool Has(string key) => found.Contains(key);

    public bool Read(ReadOnlySpan<byte> block, ref int position)
    {
        while (position < block.Length)
        {
            if (at is At.InKey or At.InSkipped or At.InElement)
            {
                if (TakeOn(block, ref position) && CompleteValue())
                {
                    return true;
                }
            }
            else if (block[position] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                nextLine += block[position++] is (byte)'\n' ? 1 : 0;
            }
            else
            {
                Step(block[position], ref position);
            }
        }

        return false;
    }

    public bool Finish() => at is At.End ? false
        : throw Refuse(at is At.Start ? "The file is empty." : $"The JSON ends on line {nextLine} before it is complete: the file was cut off.");

    private bool TakeOn(ReadOnlySpan<byte> block, ref int position)
    {
        var isComplete = scan.Read(block[position..], out var used);
        var read = block.Slice(position, used);
        nextLine += read.Count((byte)'\n');
        position += used;
        if (at is At.InSkipped)
        {
            return isComplete;
        }

        if (bytes.WrittenCount + used > maxElementBytes)
        {
            throw new RefusedContentException(new(name, RefusalCodes.TooLarge,
                $"The value that starts on line {Line} has more than {maxElementBytes:N0} bytes."));
        }

        bytes.Write(read);
        return isComplete;
    }

    /// <summary>Whether what is complete is an element.</summary>
    private bool CompleteValue()
    {
        switch (at)
        {
            case At.InKey:
                section = Encoding.UTF8.GetString(bytes.WrittenSpan[1..^1]);
                at = At.Colon;
                return false;
            case At.InSkipped:
                at = At.AfterMember;
                return false;
            default:
                Row = new(section, index++, bytes.WrittenMemory);
                at = At.AfterElement;
                return true;
        }
    }

    private void Step(byte next, ref int position)
    {
        switch (at, (char)next)
        {
            case (At.Start, '[') when IsWanted(""):
                isArray = true;
                StartArray(ref position);
                break;
            case (At.Value, '[') when IsWanted(section):
                StartArray(ref position);
                break;
            case (At.Value, _):
                Start(At.InSkipped);
                break;
            case (At.FirstKey or At.NextKey, '"'):
                Start(At.InKey);
                break;
            case (At.FirstElement or At.NextElement, not ']'):
                Start(At.InElement);
                break;
            default:
                at = After(next);
                position++;
                break;
        }
    }

    /// <summary>Where a single character of punctuation leads.</summary>
    private At After(byte next) => (at, (char)next) switch
    {
        (At.Start, '{') when !IsWanted("") => At.FirstKey,
        (At.Colon, ':') => At.Value,
        (At.AfterMember, ',') => At.NextKey,
        (At.AfterElement, ',') => At.NextElement,
        (At.AfterElement or At.FirstElement, ']') => isArray ? At.End : At.AfterMember,
        (At.AfterMember or At.FirstKey, '}') => At.End,
        (At.Start, _) => throw Refuse($"The JSON must be {(IsWanted("") ? "an array" : "an object")}; it starts with '{Show(next)}'."),
        _ => throw Refuse($"The JSON is broken on line {nextLine}: '{Show(next)}' cannot stand there."),
    };

    private void StartArray(ref int position)
    {
        if (!found.Add(section))
        {
            throw Refuse($"The file has '{section}' twice.");
        }

        (at, index) = (At.FirstElement, 0);
        position++;
    }

    private void Start(At what)
    {
        bytes.ResetWrittenCount();
        scan.Restart();
        (at, Line) = (what, nextLine);
    }

    private bool IsWanted(string key) => Array.IndexOf(wanted, key) >= 0;

    private static string Show(byte next) => next < 0x80 ? ((char)next).ToString() : $"0x{next:X2}";

    private RefusedContentException Refuse(string reason) => new(new(name, invalidCode, reason));
}
