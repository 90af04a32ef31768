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
        await using var reader = await OrRefuseAsync(name, () => OpenAsync(content, cancellationToken));
        var columns = await OrRefuseAsync(name, () => Task.FromResult(ParquetColumns.Find(name, reader.Schema, options)));
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

    private static async Task<ParquetReader> OpenAsync(Stream content, CancellationToken cancellationToken)
    {
        await ParquetFooter.CheckAsync(content, cancellationToken);
        return await ParquetReader.CreateAsync(content, leaveStreamOpen: true, cancellationToken: cancellationToken);
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

    /// <summary>What a broken file makes the library throw is one of many exceptions, IOException among them: any is a refusal.</summary>
    /// <remarks>So is a fault of the stream, which whoever opened it must tell apart, as ingestion does.</remarks>
    private static async Task<T> OrRefuseAsync<T>(string name, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception e) when (e is not (OperationCanceledException or RefusedContentException or OutOfMemoryException))
        {
            var cause = e is FormatException ? e.Message : $"{e.GetType().Name}: {ItemPath.Show(e.Message)}";
            throw new RefusedContentException(new(name, RefusalCodes.InvalidPrediction, $"The Parquet file cannot be read. {cause}"), e);
        }
    }
}
