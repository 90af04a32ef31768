using System.Globalization;
using System.Text;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats;

/// <summary>The rule for relative paths that come from outside: drops, archive entries, the <c>file_name</c> of annotations.</summary>
/// <remarks>
/// A path is 1 to <see cref="MaxChars"/> UTF-16 characters and at most <see cref="MaxBytes"/> bytes of UTF-8; as a table key, in which each of
/// <c>/ # ? % |</c> becomes three characters, at most <see cref="MaxEscapedChars"/>. Segments are separated by <c>/</c>; none is empty,
/// <c>.</c> or <c>..</c>; there is no backslash, no control character, no lone surrogate, no leading <c>/</c> and no drive letter.
/// One or more leading <c>./</c> are dropped. Unicode is not normalised: blob names are compared code unit by code unit, so names are too.
/// </remarks>
public static class ItemPath
{
    /// <summary>Longest path in UTF-16 characters.</summary>
    public const int MaxChars = 400;

    /// <summary>Longest path in bytes of UTF-8.</summary>
    public const int MaxBytes = 1000;

    /// <summary>Longest path in characters after escaping for a table key (a key holds 512, and some keys add a hash).</summary>
    public const int MaxEscapedChars = 480;

    private const int ShownChars = 200;

    /// <summary>The normalised path, or a refusal <see cref="RefusalCodes.InvalidPath"/> named by the path (cut to 200 characters, control characters shown as <c>\u0000</c>).</summary>
    public static Checked<string> Check(string path)
    {
        var normal = path;
        while (normal.StartsWith("./", StringComparison.Ordinal))
        {
            normal = normal[2..];
        }

        return Problem(normal) is { } problem
            ? new Refusal(Show(path), RefusalCodes.InvalidPath, $"The path '{Show(path)}' {problem}")
            : normal;
    }

    /// <summary>The folder of a path, without trailing <c>/</c>; empty for a path without folder.</summary>
    public static string FolderOf(string path) => path[..Math.Max(0, path.LastIndexOf('/'))];

    /// <summary>A path that is relative to a folder: <c>("a/b", "c.png")</c> → <c>a/b/c.png</c>. Checked as <see cref="Check"/> does.</summary>
    public static Checked<string> Combine(string folder, string relative)
    {
        var checkedPath = Check(relative);
        return folder.Length == 0 || !checkedPath.IsOk ? checkedPath : Check($"{folder}/{checkedPath.Value}");
    }

    /// <summary>A name from outside as it may be shown: cut, and without control characters.</summary>
    public static string Show(string path)
    {
        var shown = new StringBuilder(path.Length);
        foreach (var c in path.AsSpan(0, Math.Min(path.Length, ShownChars)))
        {
            _ = char.IsControl(c) || char.IsSurrogate(c) && !IsPaired(path) || c is '\u2028' or '\u2029'
                ? shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}")
                : shown.Append(c);
        }

        return path.Length > ShownChars ? shown.Append('…').ToString() : shown.ToString();
    }

    private static string? Problem(string path)
    {
        if (path.Length == 0)
        {
            return "is empty.";
        }

        if (path.Length > MaxChars || Encoding.UTF8.GetByteCount(path) > MaxBytes)
        {
            return $"has {path.Length} characters ({Encoding.UTF8.GetByteCount(path)} bytes); the limit is {MaxChars} characters and {MaxBytes} bytes.";
        }

        return CharacterProblem(path) ?? SegmentProblem(path);
    }

    private static string? CharacterProblem(string path)
    {
        var escaped = path.Length;
        foreach (var c in path)
        {
            if (char.IsControl(c))
            {
                return $"holds the control character U+{(int)c:X4}.";
            }

            if (c is '\\')
            {
                return "holds a backslash; separate folders with '/'.";
            }

            escaped += c is '/' or '#' or '?' or '%' or '|' ? 2 : 0;
        }

        return !IsPaired(path) ? "is not valid Unicode: it holds half of a surrogate pair."
            : escaped > MaxEscapedChars ? $"needs {escaped} characters when '/', '#', '?', '%' and '|' are escaped; the limit is {MaxEscapedChars}."
            : null;
    }

    private static string? SegmentProblem(string path)
    {
        if (path[0] == '/')
        {
            return "is absolute; it must be relative.";
        }

        if (path.Length >= 2 && path[1] == ':' && char.IsAsciiLetter(path[0]))
        {
            return "starts with a drive letter; it must be relative.";
        }

        foreach (var range in path.AsSpan().Split('/'))
        {
            switch (path.AsSpan(range))
            {
                case "":
                    return "has an empty segment.";
                case "." or "..":
                    return "has a segment '.' or '..'; it must not leave its folder.";
            }
        }

        return null;
    }

    private static bool IsPaired(string path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            if (char.IsSurrogate(path[i]) && !(i + 1 < path.Length && char.IsSurrogatePair(path[i], path[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
