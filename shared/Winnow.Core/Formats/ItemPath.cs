using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats;

/// <summary>The rule for relative paths that come from outside: drops, archive entries, the <c>file_name</c> of annotations.</summary>
/// <remarks>
/// A path is 1 to <see cref="MaxChars"/> UTF-16 characters and at most <see cref="MaxBytes"/> bytes of UTF-8; as a table key, in which each of
/// <c>/ \ # ? % |</c> becomes three characters, at most <see cref="MaxEscapedChars"/>. Segments are separated by <c>/</c>; none is empty,
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

    /// <summary>The normalised path, or a refusal <see cref="RefusalCodes.InvalidPath"/> named by the path (cut to 200 characters, control characters shown as <c>\u0000</c>).</summary>
    public static Checked<string> Check(string path) => throw new NotImplementedException();

    /// <summary>The folder of a path, without trailing <c>/</c>; empty for a path without folder.</summary>
    public static string FolderOf(string path) => throw new NotImplementedException();

    /// <summary>A path that is relative to a folder: <c>("a/b", "c.png")</c> → <c>a/b/c.png</c>. Checked as <see cref="Check"/> does.</summary>
    public static Checked<string> Combine(string folder, string relative) => throw new NotImplementedException();
}
