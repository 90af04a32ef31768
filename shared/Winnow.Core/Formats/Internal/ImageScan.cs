namespace Winnow.Core.Formats.Internal;

/// <summary>What walking an image found: the header's facts, as far as they were reached, and what is wrong.</summary>
internal readonly record struct ImageScan(ImageInfo? Info, string? Problem, bool IsTruncated)
{
    public static ImageScan Corrupt(ImageInfo? info, string problem) => new(info, problem, false);

    public static ImageScan Truncated(ImageInfo? info, string problem) => new(info, problem, true);

    public static implicit operator ImageScan(ImageInfo info) => new(info, null, false);
}
