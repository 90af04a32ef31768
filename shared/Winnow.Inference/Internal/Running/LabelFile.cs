namespace Winnow.Inference.Internal.Running;

/// <summary>Lists of labels, one per line.</summary>
internal static class LabelFile
{
    /// <summary>Splits at line ends; the end of the last line begins no label. A line may hold a single space.</summary>
    public static string[] Split(string text, bool appendSpace)
    {
        var lines = text.Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        if (lines.Count > 0 && lines[^1].Length == 0) lines.RemoveAt(lines.Count - 1);
        if (appendSpace) lines.Add(" ");
        return [.. lines];
    }
}
