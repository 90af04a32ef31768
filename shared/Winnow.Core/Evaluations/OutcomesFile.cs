using Parquet;
using Parquet.Schema;

namespace Winnow.Core.Evaluations;

/// <summary>Results per item as Parquet: one row group; columns item_id, name, truth, predicted, confidence, is_correct, edits, reference_length.</summary>
public static class OutcomesFile
{
    private static readonly DataField[] s_fields =
    [
        new DataField<string>("item_id", nullable: false), new DataField<string>("name", nullable: false),
        new DataField<string>("truth", nullable: false), new DataField<string>("predicted", nullable: false),
        new DataField<double>("confidence"), new DataField<bool>("is_correct"), new DataField<long>("edits"), new DataField<long>("reference_length"),
    ];

    /// <summary>Writes the file to a stream that can seek.</summary>
    public static async Task WriteAsync(IReadOnlyList<ItemOutcome> outcomes, Stream stream, CancellationToken cancellationToken)
    {
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(s_fields), stream, cancellationToken: cancellationToken);
        using var group = writer.CreateRowGroup();
        string[] Texts(Func<ItemOutcome, string> column) => [.. outcomes.Select(column)];
        await group.WriteAsync(s_fields[0], Texts(one => one.ItemId));
        await group.WriteAsync(s_fields[1], Texts(one => one.Name));
        await group.WriteAsync(s_fields[2], Texts(one => one.Truth));
        await group.WriteAsync(s_fields[3], Texts(one => one.Predicted));
        ReadOnlyMemory<T> Values<T>(Func<ItemOutcome, T> column) => outcomes.Select(column).ToArray();
        await group.WriteAsync(s_fields[4], Values(one => one.Confidence), cancellationToken: cancellationToken);
        await group.WriteAsync(s_fields[5], Values(one => one.IsCorrect), cancellationToken: cancellationToken);
        await group.WriteAsync(s_fields[6], Values(one => one.Edits), cancellationToken: cancellationToken);
        await group.WriteAsync(s_fields[7], Values(one => one.ReferenceLength), cancellationToken: cancellationToken);
    }
}
