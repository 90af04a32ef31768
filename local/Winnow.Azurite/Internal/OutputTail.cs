namespace Winnow.Azurite.Internal;

/// <summary>The last lines that a process printed, for the error message when it fails.</summary>
internal sealed class OutputTail
{
    private const int Capacity = 40;
    private readonly Queue<string> _lines = new();

    public void Add(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        lock (_lines)
        {
            if (_lines.Count == Capacity)
                _lines.Dequeue();
            _lines.Enqueue(line);
        }
    }

    public override string ToString()
    {
        lock (_lines)
            return _lines.Count == 0 ? "(it printed nothing)" : string.Join(Environment.NewLine, _lines);
    }
}
