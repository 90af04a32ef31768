using System.Buffers;

namespace Winnow.Core.Metrics.Text.Internal;

/// <summary>The characters of <see cref="char.IsWhiteSpace(char)"/>.</summary>
internal static class WhiteSpace
{
    private static readonly char[] s_all = [.. Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code).Where(char.IsWhiteSpace)];

    public static SearchValues<char> All { get; } = SearchValues.Create(s_all);

    public static SearchValues<char> ButSpace { get; } = SearchValues.Create(Array.FindAll(s_all, character => character != ' '));

    /// <summary>What Python's <c>str.split</c> takes for white space: the same and U+001C to U+001F.</summary>
    public static SearchValues<char> OfPython { get; } = SearchValues.Create([.. s_all, '\u001c', '\u001d', '\u001e', '\u001f']);
}
