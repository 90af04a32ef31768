using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats.Internal;

/// <summary>Walks through a tar archive, member by member, forwards only.</summary>
/// <remarks>
/// Sources: POSIX.1-2017 pax (ustar, extended headers <c>x</c> and <c>g</c>), GNU tar manual (long names <c>L</c>). Extended headers are read up to
/// 1 MiB. An archive that ends without its end marker, a block of zeros, is truncated.
/// </remarks>
internal sealed class TarWalk(Stream content, ArchiveGuard guard)
{
    private const int MaxExtendedBytes = 1 << 20;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _block = new byte[TarHeader.BlockLength];
    private string? _longName;
    private long? _longSize;

    public async IAsyncEnumerable<ArchiveMember> MembersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await ReadHeaderAsync(cancellationToken))
        {
            var size = SizeOfHeader();
            var type = TarHeader.TypeFlag(_block);
            if (type is 'x' or 'g' or 'L' or 'K')
            {
                TakeExtended(type, await ReadExtendedAsync(size, cancellationToken));
                continue;
            }

            var name = _longName ?? Decode(TarHeader.Name(_block));
            (_longName, var length) = (null, _longSize ?? size);
            _longSize = null;
            Require(type, name);
            var isFolder = type == '5' || name.EndsWith('/');
            var body = new TarBody(content, isFolder ? 0 : length);
            yield return new(name, isFolder, isFolder ? 0 : length, Crc: null, _ => Task.FromResult<Stream>(body));
            await body.SkipRestAsync(cancellationToken);
        }
    }

    /// <summary>Reads the next header; false at the end marker.</summary>
    private async Task<bool> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        if (await content.ReadAtLeastAsync(_block, _block.Length, throwOnEndOfStream: false, cancellationToken) < _block.Length)
            throw guard.Refuse(RefusalCodes.CorruptArchive, "The archive ends without its end marker: it is truncated.");
        if (_block.AsSpan().IndexOfAnyExcept((byte)0) < 0)
            return false;
        return TarHeader.IsHeader(_block)
            ? true
            : throw guard.Refuse(RefusalCodes.CorruptArchive, "A header of the archive has a wrong checksum.");
    }

    private long SizeOfHeader() => TarHeader.TrySize(_block, out var size)
        ? size
        : throw guard.Refuse(RefusalCodes.CorruptArchive, "A header of the archive states no valid size.");

    private async Task<byte[]> ReadExtendedAsync(long size, CancellationToken cancellationToken)
    {
        if (size > MaxExtendedBytes)
            throw guard.Refuse(RefusalCodes.ArchiveBomb, $"An extended header has {size:N0} bytes; the limit is {MaxExtendedBytes:N0}.");
        var bytes = new byte[size];
        var body = new TarBody(content, size);
        await body.ReadExactlyAsync(bytes, cancellationToken);
        await body.SkipRestAsync(cancellationToken);
        return bytes;
    }

    private void TakeExtended(char type, byte[] bytes)
    {
        if (type == 'L')
            _longName = Decode(TarHeader.UntilNul(bytes).ToArray());
        if (type == 'x')
            TakeRecords(bytes);
    }

    /// <summary>Records of an extended header: <c>LENGTH KEY=VALUE\n</c>, the length in decimal and counting itself.</summary>
    private void TakeRecords(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var space = bytes.IndexOf((byte)' ');
            if (space < 1 || !int.TryParse(bytes[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length <= space + 2 || length > bytes.Length)
                throw guard.Refuse(RefusalCodes.CorruptArchive, "An extended header of the archive cannot be read.");
            TakeRecord(Decode(bytes[(space + 1)..(length - 1)].ToArray()));
            bytes = bytes[length..];
        }
    }

    private void TakeRecord(string record)
    {
        if (record.StartsWith("path=", StringComparison.Ordinal))
            _longName = record[5..];
        else if (record.StartsWith("size=", StringComparison.Ordinal))
            _longSize = long.TryParse(record.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                ? size
                : throw guard.Refuse(RefusalCodes.CorruptArchive, $"An extended header states the size '{ItemPath.Show(record[5..])}'.");
        else if (record.StartsWith("GNU.sparse.", StringComparison.Ordinal))
            throw guard.Refuse(RefusalCodes.UnsupportedArchive, "The archive holds a sparse file; pack it without --sparse.");
    }

    private void Require(char type, string name)
    {
        if (type is '1' or '2' or '3' or '4' or '6')
            throw guard.Refuse(RefusalCodes.UnsafeEntry, $"The entry '{ItemPath.Show(name)}' is a link or a device; only files and folders are unpacked.");
        if (type is not ('0' or '\0' or '5' or '7'))
            throw guard.Refuse(RefusalCodes.UnsupportedArchive, $"The entry '{ItemPath.Show(name)}' has the type '{type}'; only files and folders are unpacked.");
    }

    private string Decode(byte[] name)
    {
        try
        {
            return Utf8.GetString(name);
        }
        catch (DecoderFallbackException error)
        {
            throw guard.Refuse(RefusalCodes.UnsafeEntryName, "The name of an entry is not valid UTF-8.", error);
        }
    }
}
