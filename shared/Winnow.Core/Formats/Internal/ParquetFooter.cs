using System.Buffers.Binary;

namespace Winnow.Core.Formats.Internal;

/// <summary>Checks that the metadata at the end of a Parquet file is well formed, before the library reads it.</summary>
/// <remarks>
/// Parquet.Net 6.1.0 believes the counts in the metadata: one wrong byte can make it fill a list of two thousand million entries. Source: the Thrift
/// compact protocol (apache/thrift, doc/specs/thrift-compact-protocol.md) and https://parquet.apache.org/docs/file-format/.
/// </remarks>
internal static class ParquetFooter
{
    private const int MaxBytes = 64 << 20;
    private const int TailBytes = 8;

    /// <summary>Reads the metadata and leaves the stream at its start.</summary>
    /// <exception cref="FormatException">It is not well formed.</exception>
    public static async Task CheckAsync(Stream content, CancellationToken cancellationToken)
    {
        if (content.Length < TailBytes + 4)
        {
            throw new FormatException($"It has {content.Length} bytes, too few for a Parquet file.");
        }

        var tail = new byte[TailBytes];
        content.Position = content.Length - TailBytes;
        await content.ReadExactlyAsync(tail, cancellationToken);
        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (!tail.AsSpan(4).SequenceEqual("PAR1"u8))
        {
            throw new FormatException("It does not end with 'PAR1': it is no Parquet file, is encrypted, or was cut off.");
        }

        if (length < 1 || length > Math.Min(MaxBytes, content.Length - TailBytes))
        {
            throw new FormatException($"Its metadata has {length:N0} bytes; the limit is {Math.Min(MaxBytes, content.Length - TailBytes):N0}.");
        }

        var metadata = new byte[length];
        content.Position = content.Length - TailBytes - length;
        await content.ReadExactlyAsync(metadata, cancellationToken);
        new ThriftWalk(metadata).SkipStruct(depth: 0);
        content.Position = 0;
    }
}
