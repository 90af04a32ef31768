using System.Buffers.Binary;

namespace Winnow.Core.Formats.Internal;

/// <summary>Checks that the metadata at the end of a Parquet file is well formed, before the library reads it.</summary>
/// <remarks>
/// Parquet.Net 6.1.0 believes the types and counts in the metadata, and goes astray at some fields that it does not know: one wrong byte can make it
/// fill a list of two thousand million entries. So a field that parquet.thrift does not have is refused too. Sources: the Thrift compact protocol
/// (apache/thrift, doc/specs/thrift-compact-protocol.md), parquet.thrift of apache/parquet-format; tried on the files of apache/parquet-testing.
/// </remarks>
internal static class ParquetFooter
{
    /// <summary>The structs of the file's metadata, from F; N is one without fields. Those of encryption and of geography are left out.</summary>
    private static readonly Dictionary<char, string[]> s_structs = new()
    {
        ['F'] = Fields("i [S i [R [K b [O"),
        ['S'] = Fields("i i i b i i i i i L"), // SchemaElement
        ['L'] = Fields("N N N N D N T T - I N N N N N"), // LogicalType
        ['D'] = Fields("i i"), // DecimalType
        ['T'] = Fields("t U"), // TimeType, TimestampType
        ['U'] = Fields("N N N"), // TimeUnit
        ['I'] = Fields("y t"), // IntType
        ['R'] = Fields("[C i i [Q i i i"), // RowGroup
        ['Q'] = Fields("i t t"), // SortingColumn
        ['C'] = Fields("b i M i i i i"), // ColumnChunk
        ['M'] = Fields("i [i [b i i i i [K i i i Z [P i i X"), // ColumnMetaData
        ['Z'] = Fields("b b i i b b t t i"), // Statistics
        ['P'] = Fields("i i i"), // PageEncodingStats
        ['X'] = Fields("i [i [i"), // SizeStatistics
        ['K'] = Fields("b b"), // KeyValue
        ['O'] = Fields("N N"), // ColumnOrder
        ['N'] = [],
    };

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
        new ThriftWalk(metadata, s_structs).Skip('F');
        content.Position = 0;
    }

    private static string[] Fields(string types) => types.Split(' ');
}
