using Winnow.Core.Formats;

namespace Winnow.Core.Evaluations.Report;

/// <summary>The picture of an item.</summary>
/// <param name="Address">Its <c>data:image/</c> address.</param>
/// <param name="Width">In pixels; 0 when its header cannot be read.</param>
/// <param name="Height">In pixels; 0 when its header cannot be read.</param>
internal sealed record Picture(string Address, int Width, int Height)
{
    private const string Prefix = "data:image/";
    private const string Encoding = ";base64,";
    private const int LargestIcon = 96;

    public bool IsMeasured => Width > 0;

    /// <summary>Whether it is so small that its pixels should be seen.</summary>
    public bool IsTiny => IsMeasured && Math.Max(Width, Height) <= LargestIcon;

    /// <summary>Reads an address; null when it is none of a picture within the page.</summary>
    public static Picture? Find(string address)
    {
        if (!address.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var info = Content(address) is { } content ? Measure(content) : null;
        return new(address, info?.Width ?? 0, info?.Height ?? 0);
    }

    private static ImageInfo? Measure(byte[] content)
    {
        var kind = ContentSniffer.Sniff("picture", content, isWhole: true);
        return kind.IsImage() ? ImageHeader.Check("picture", kind, content, ImageLimits.Default).Value : null;
    }

    private static byte[]? Content(string address)
    {
        var start = address.IndexOf(Encoding, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var text = address.AsSpan(start + Encoding.Length);
        var bytes = new byte[text.Length / 4 * 3];
        return Convert.TryFromBase64Chars(text, bytes, out var length) ? bytes[..length] : null;
    }
}
