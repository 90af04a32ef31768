using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace Winnow.Core.Evaluations;

/// <summary>Results per item as Parquet, one row group: what evaluations leave behind for researchers, and what statistics are made of.</summary>
/// <remarks>
/// Columns item_id, name, truth, predicted, confidence (null: nobody said), loss, objects (JSON, null for tasks without); then one <c>part.…</c> per part of
/// the task, <c>attribute.…</c> and <c>number.…</c> per fact about the items, and <c>probability.…</c> per class where the task keeps them
/// (null: the model gave none).
/// </remarks>
public static class OutcomesFile
{
    internal const string Part = "part.", Attribute = "attribute.", Number = "number.", Probability = "probability.";

    /// <summary>Writes the file to a stream that can seek.</summary>
    /// <param name="outcomes">The items; those of one file have the same parts and classes.</param>
    /// <param name="partNames">The task's parts.</param>
    /// <param name="classes">The classes of <see cref="ItemOutcome.Probabilities"/>; empty when there are none.</param>
    /// <param name="stream">Receives the file.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async Task WriteAsync(
        IReadOnlyList<ItemOutcome> outcomes, IReadOnlyList<string> partNames, IReadOnlyList<string> classes, Stream stream, CancellationToken cancellationToken)
    {
        var columns = ColumnsOf(outcomes, partNames, classes);
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(columns.Select(column => column.Field).ToArray<Field>()), stream, cancellationToken: cancellationToken);
        using var group = writer.CreateRowGroup();
        foreach (var column in columns)
        {
            await column.WriteAsync(group, cancellationToken);
        }
    }

    /// <summary>Reads a file that <see cref="WriteAsync"/> wrote.</summary>
    /// <param name="pack">The pack whose items it holds.</param>
    /// <param name="stream">A stream that can seek.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<OutcomeColumns> ReadAsync(string pack, Stream stream, CancellationToken cancellationToken)
    {
        await using var reader = await ParquetReader.CreateAsync(stream, cancellationToken: cancellationToken);
        using var group = reader.OpenRowGroupReader(0);
        var columns = new OutcomeColumns(pack, (int)group.RowCount);
        foreach (var field in reader.Schema.DataFields)
        {
            if (field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>))
            {
                await group.ReadAsync(field, columns.Texts(field.Name).AsMemory(), cancellationToken: cancellationToken);
            }
            else
            {
                await ReadNumbersAsync(group, field, columns.Doubles(field.Name), cancellationToken);
            }
        }

        return columns;
    }

    private static async Task ReadNumbersAsync(ParquetRowGroupReader group, DataField field, double[] values, CancellationToken cancellationToken)
    {
        if (!field.IsNullable)
        {
            await group.ReadAsync(field, values.AsMemory(), cancellationToken: cancellationToken);
            return;
        }

        var read = new double?[values.Length];
        await group.ReadAsync<double>(field, read.AsMemory(), cancellationToken: cancellationToken);
        for (var i = 0; i < read.Length; i++)
        {
            values[i] = read[i] ?? double.NaN;
        }
    }

    private static List<Column> ColumnsOf(IReadOnlyList<ItemOutcome> outcomes, IReadOnlyList<string> partNames, IReadOnlyList<string> classes)
    {
        Column Texts(string name, bool nullable, Func<ItemOutcome, string?> value) => new(
            new DataField<string>(name, nullable), (group, field, _) => group.WriteAsync(field, outcomes.Select(value).ToArray()!));
        Column Numbers(string name, Func<ItemOutcome, double> value) => new(
            new DataField<double>(name), (group, field, token) => group.WriteAsync<double>(field, outcomes.Select(value).ToArray(), cancellationToken: token));
        Column SomeNumbers(string name, Func<ItemOutcome, double?> value) => new(
            new DataField<double?>(name), (group, field, token) => group.WriteAsync<double>(field, outcomes.Select(value).ToArray(), cancellationToken: token));
        var attributes = outcomes.SelectMany(one => one.Attributes.Keys).Distinct().Order(StringComparer.Ordinal);
        var numbers = outcomes.SelectMany(one => one.Numbers.Keys).Distinct().Order(StringComparer.Ordinal);
        return
        [
            Texts("item_id", false, one => one.ItemId), Texts("name", false, one => one.Name), Texts("truth", false, one => one.Truth),
            Texts("predicted", false, one => one.Predicted), SomeNumbers("confidence", one => one.Confidence), Numbers("loss", one => one.Loss),
            Texts("objects", true, one => one.Objects is null ? null : JsonSerializer.Serialize(one.Objects, EvaluationJson.Options)),
            .. partNames.Select((name, i) => Numbers(Part + name, one => one.Parts[i])),
            .. attributes.Select(name => Texts(Attribute + name, true, one => one.Attributes.GetValueOrDefault(name))),
            .. numbers.Select(name => SomeNumbers(Number + name, one => one.Numbers.TryGetValue(name, out var number) ? number : null)),
            .. classes.Select((name, i) => SomeNumbers(Probability + name, one => one.Probabilities?[i])),
        ];
    }

    private sealed record Column(DataField Field, Func<ParquetRowGroupWriter, DataField, CancellationToken, Task> Write)
    {
        public Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken) => Write(group, Field, cancellationToken);
    }
}
