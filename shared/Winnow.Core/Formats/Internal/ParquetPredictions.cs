using System.Runtime.CompilerServices;
using Parquet;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats.Internal;

/// <summary>Reads predictions from Parquet, one row group at a time.</summary>
/// <remarks>Memory: one row group, uncompressed, of the columns that are known.</remarks>
internal static class ParquetPredictions
{
    public static async IAsyncEnumerable<ImportedPrediction> ReadAsync(
        string name, Stream content, PredictionOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!content.CanSeek)
        {
            throw new ArgumentException("Parquet is read from its end: the stream must be able to seek.", nameof(content));
        }

        var judge = new PredictionJudge(name, options);
        await using var reader = await OrRefuseAsync(name, () => ParquetReader.CreateAsync(content, leaveStreamOpen: true, cancellationToken: cancellationToken));
        var columns = ParquetColumns.Find(name, reader.Schema, options);
        var row = 0;
        for (var index = 0; index < reader.RowGroupCount; index++)
        {
            var group = await OrRefuseAsync(name, () => ReadGroupAsync(name, reader, index, options.MaxRows - row, columns, cancellationToken));
            for (var at = 0; at < group.Count; at++)
            {
                yield return judge.Judge(++row, group.Read(at));
            }
        }
    }

    private static async Task<ParquetGroup> ReadGroupAsync(
        string name, ParquetReader reader, int index, int maxRows, ParquetColumns columns, CancellationToken cancellationToken)
    {
        using var group = reader.OpenRowGroupReader(index);
        return group.RowCount <= maxRows
            ? await ParquetGroup.ReadAsync(new ParquetCells(group, cancellationToken), columns)
            : throw new RefusedContentException(new(name, RefusalCodes.TooLarge,
                $"Row group {index} has {group.RowCount:N0} rows, and only {maxRows:N0} more are allowed; split the file."));
    }

    /// <summary>What a broken file makes the library throw is one of many exceptions: any is a refusal, except for faults of storage and of memory.</summary>
    private static async Task<T> OrRefuseAsync<T>(string name, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception e) when (e is EndOfStreamException or not (IOException or OperationCanceledException or RefusedContentException or OutOfMemoryException))
        {
            throw new RefusedContentException(
                new(name, RefusalCodes.InvalidPrediction, $"The Parquet file cannot be read: {e.GetType().Name}: {ItemPath.Show(e.Message)}"), e);
        }
    }
}
