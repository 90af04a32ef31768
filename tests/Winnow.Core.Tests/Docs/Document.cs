using System.Text.RegularExpressions;

namespace Winnow.Core.Tests.Docs;

/// <summary>A page of docs/.</summary>
internal static partial class Document
{
    public static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Document).Assembly.GetManifestResourceStream($"docs.{name}")!);
        return reader.ReadToEnd();
    }

    /// <summary>What stands between back-ticks in a part of a page, fenced blocks left out.</summary>
    public static IReadOnlyList<string> CodeOf(string text) => [.. Code().Matches(Fence().Replace(text, "")).Select(match => match.Groups[1].Value)];

    /// <summary>The part of a page under a heading of the second level.</summary>
    public static string Section(string text, string heading)
    {
        var start = text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"no heading '{heading}'");
        var end = text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return end < 0 ? text[start..] : text[start..end];
    }

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
