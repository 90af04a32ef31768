namespace Winnow.Inference.Internal.Running;

/// <summary>Why something went otherwise than planned, in the words of a library: one line, and not longer than whoever reads it wants it.</summary>
internal static class Reason
{
    /// <summary>Warnings travel with every result of a pack.</summary>
    private const int MaxChars = 300;

    /// <summary>The beginning of a text that may have pages.</summary>
    public static string Cut(string text, int most = MaxChars)
    {
        var line = text.Trim().ReplaceLineEndings(" ");
        return line.Length > most ? $"{line.AsSpan(0, most)}…" : line;
    }

    /// <summary>All reasons that there are, each once; null when there are none.</summary>
    public static string? Join(params IEnumerable<string?> reasons)
    {
        var all = string.Join(' ', reasons.Where(reason => reason is not null).Distinct());
        return all.Length == 0 ? null : all;
    }

    /// <summary>Which parts of a model run elsewhere than was asked for and why, each reason once, as <c>cls, rec run on cpu: there is no device.</c></summary>
    /// <param name="parts">The parts, and why they fell back; null for those that did not.</param>
    public static IReadOnlyList<string> OfParts(params IEnumerable<(string Name, string Provider, string? Fallback)> parts) =>
    [
        .. parts.Where(part => part.Fallback is not null).GroupBy(part => (part.Provider, part.Fallback), part => part.Name)
            .Select(names => $"{string.Join(", ", names)} {(names.Count() == 1 ? "runs" : "run")} on {names.Key.Provider}: {names.Key.Fallback}"),
    ];
}
