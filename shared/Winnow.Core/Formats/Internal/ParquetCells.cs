using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace Winnow.Core.Formats.Internal;

/// <summary>Reads columns of one row group into one value per row, null where the file has none.</summary>
/// <remarks>Parquet packs the values that are there; the definition levels say in which rows they are, the repetition levels where a list starts.</remarks>
internal sealed class ParquetCells(ParquetRowGroupReader group, CancellationToken cancellationToken)
{
    public int Count => (int)group.RowCount;

    /// <summary>Texts; an absent column has none.</summary>
    public async Task<string?[]?> TextsAsync(DataField? field)
    {
        if (field is null)
        {
            return null;
        }

        var texts = new string?[Count];
        await group.ReadAsync(field, texts.AsMemory()!, cancellationToken: cancellationToken);
        return texts;
    }

    /// <summary>Numbers of any type as doubles; an absent column has none.</summary>
    public async Task<double?[]?> NumbersAsync(DataField? field)
    {
        if (field is null)
        {
            return null;
        }

        using var data = await group.ReadRawColumnDataBaseAsync(field, cancellationToken);
        var levels = field.MaxDefinitionLevel > 0 ? data.DefinitionLevels : default;
        var numbers = new double?[Count];
        var next = 0;
        for (var row = 0; row < numbers.Length; row++)
        {
            if (levels.IsEmpty || levels[row] == field.MaxDefinitionLevel)
            {
                numbers[row] = NumberAt(data, next++);
            }
        }

        return numbers;
    }

    /// <summary>Lists of numbers; null for an empty list, and not a number for an entry that is absent.</summary>
    public async Task<float[]?[]?> ListsAsync(DataField? field)
    {
        if (field is null)
        {
            return null;
        }

        using var data = await group.ReadRawColumnDataBaseAsync(field, cancellationToken);
        return ListsOf(data, field, Count);
    }

    private static float[]?[] ListsOf(RawColumnData data, DataField field, int count)
    {
        var repetitions = data.RepetitionLevels;
        var definitions = data.DefinitionLevels;
        var lists = new float[]?[count];
        var list = new List<float>();
        var (row, next) = (-1, 0);
        for (var at = 0; at < definitions.Length; at++)
        {
            if (repetitions[at] == 0)
            {
                Close(lists, row++, list);
            }

            if (definitions[at] == field.MaxDefinitionLevel)
            {
                list.Add((float)NumberAt(data, next++));
            }
            else if (field.IsNullable && definitions[at] == field.MaxDefinitionLevel - 1)
            {
                list.Add(float.NaN);
            }
        }

        Close(lists, row, list);
        return lists;
    }

    private static void Close(float[]?[] lists, int row, List<float> list)
    {
        if (row >= 0 && list.Count > 0)
        {
            lists[row] = [.. list];
        }

        list.Clear();
    }

    private static double NumberAt(RawColumnData data, int index) => data switch
    {
        RawColumnData<double> doubles => doubles.Values[index],
        RawColumnData<float> floats => floats.Values[index],
        RawColumnData<long> longs => longs.Values[index],
        RawColumnData<int> ints => ints.Values[index],
        _ => throw new FormatException($"A column is of type {data.GetType().Name}; it must hold numbers."),
    };
}
