using System.Text;
using Winnow.Core.Labels;

namespace Winnow.Core.Formats.Internal;

/// <summary>The known columns of one row group.</summary>
internal sealed class ParquetGroup
{
    private ParquetColumns columns = null!;
    private string?[]? itemIds;
    private string?[]? fileNames;
    private string?[]? labels;
    private string?[]? texts;
    private string?[]? details;
    private string?[]? errors;
    private double?[]? confidences;
    private double?[]? values;
    private float[]?[]? vectors;
    private float[]?[]? scores;
    private double?[][] probabilities = [];

    private ParquetGroup()
    {
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; private init; }

    public static async Task<ParquetGroup> ReadAsync(ParquetCells cells, ParquetColumns columns)
    {
        var group = new ParquetGroup
        {
            Count = cells.Count, columns = columns,
            itemIds = await cells.TextsAsync(columns.ItemId), fileNames = await cells.TextsAsync(columns.FileName),
            labels = await cells.TextsAsync(columns.Label), texts = await cells.TextsAsync(columns.Text),
            details = await cells.TextsAsync(columns.Detail), errors = await cells.TextsAsync(columns.Error),
            confidences = await cells.NumbersAsync(columns.Confidence), values = await cells.NumbersAsync(columns.Value),
            vectors = await cells.ListsAsync(columns.Vector), scores = await cells.ListsAsync(columns.Scores),
            probabilities = new double?[columns.Probabilities.Count][],
        };
        for (var index = 0; index < columns.Probabilities.Count; index++)
        {
            group.probabilities[index] = (await cells.NumbersAsync(columns.Probabilities[index].Field))!;
        }

        return group;
    }

    /// <summary>One row.</summary>
    public PredictionFields Read(int row)
    {
        if (errors?[row] is { Length: > 0 } error)
        {
            return new(Problem: $"The model gave no answer: {ItemPath.Show(error)}");
        }

        if (scores?[row] is { } given && labels?[row] is not null && given.Length != columns.ScoreClasses.Count)
        {
            return new(Problem: $"The row has {given.Length:N0} scores, the model has {columns.ScoreClasses.Count:N0} classes.");
        }

        var said = new PredictionFields(fileNames?[row], itemIds?[row], labels?[row], texts?[row], confidences?[row]);
        if (details?[row] is { Length: > 0 } json)
        {
            said = PredictionJson.ReadDetail(Encoding.UTF8.GetBytes(json), said);
        }

        return said.Problem is not null ? said : said with { Detail = DetailJson.NullIfEmpty(WithColumns(said.Detail ?? new(), row)) };
    }

    /// <summary>Columns of their own stand before the same member of <c>detail</c>.</summary>
    private LabelDetail WithColumns(LabelDetail detail, int row) => detail with
    {
        Value = values?[row] ?? detail.Value,
        Vector = vectors?[row] ?? detail.Vector,
        Probabilities = ProbabilitiesOf(row) ?? ScoresOf(row) ?? detail.Probabilities,
    };

    private SortedDictionary<string, double>? ProbabilitiesOf(int row)
    {
        SortedDictionary<string, double>? map = null;
        for (var index = 0; index < probabilities.Length; index++)
        {
            if (probabilities[index][row] is { } probability)
            {
                (map ??= new(StringComparer.Ordinal))[columns.Probabilities[index].Class] = probability;
            }
        }

        return map;
    }

    /// <summary>Scores of a row with a label are probabilities of classes; those of a row with a text are of its characters.</summary>
    private SortedDictionary<string, double>? ScoresOf(int row)
    {
        if (scores?[row] is not { } given || labels?[row] is null)
        {
            return null;
        }

        var map = new SortedDictionary<string, double>(StringComparer.Ordinal);
        for (var index = 0; index < given.Length; index++)
        {
            map[columns.ScoreClasses[index]] = given[index];
        }

        return map;
    }
}
