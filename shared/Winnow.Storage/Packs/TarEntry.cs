using System.Text;

namespace Winnow.Storage.Packs;

/// <summary>Headers and padding of tar entries in the ustar format of POSIX.1-1988.</summary>
/// <remarks>
/// Mode, owner and time are constants, so that the same content always gives the same bytes. Name at most 100 bytes of ASCII, content
/// below 8 GiB. Source: IEEE Std 1003.1, pax, "ustar Interchange Format".
/// </remarks>
internal static class TarEntry
{
    /// <summary>Tar files are made of blocks of this many bytes.</summary>
    public const int Block = 512;

    /// <summary>How many zero bytes end a tar file.</summary>
    public const int EndLength = 2 * Block;

    private const int ChecksumStart = 148;
    private const int ChecksumLength = 8;

    /// <summary>Zero bytes between the end of a content of this length and the next header.</summary>
    public static int Padding(long length) => (int)((Block - (length % Block)) % Block);

    /// <summary>Writes the header of a regular file to the first 512 bytes of <paramref name="header"/>.</summary>
    public static void WriteHeader(Span<byte> header, string name, long length)
    {
        header = header[..Block];
        header.Clear();
        Write(header, 0, name);
        Write(header, 100, "0000644");
        Write(header, 108, "0000000");
        Write(header, 116, "0000000");
        Write(header, 124, Octal(length, 11));
        Write(header, 136, Octal(0, 11));
        header.Slice(ChecksumStart, ChecksumLength).Fill((byte)' ');
        header[156] = (byte)'0';
        Write(header, 257, "ustar\0" + "00");
        var sum = 0;
        foreach (var b in header)
        {
            sum += b;
        }

        Write(header, ChecksumStart, Octal(sum, 6) + "\0 ");
    }

    /// <summary>The entry name of an item: its id and the usual extension of its type.</summary>
    public static string Name(string itemId, string mediaType) => $"{itemId}.{Extension(mediaType)}";

    private static string Extension(string mediaType) => mediaType switch
    {
        "image/png" => "png",
        "image/jpeg" => "jpg",
        "image/webp" => "webp",
        "image/gif" => "gif",
        "image/bmp" => "bmp",
        "text/plain" => "txt",
        "application/json" => "json",
        _ => "bin",
    };

    private static string Octal(long value, int digits) =>
        Convert.ToString(value, 8).PadLeft(digits, '0');

    private static void Write(Span<byte> header, int at, string text) => Encoding.ASCII.GetBytes(text, header[at..]);
}
