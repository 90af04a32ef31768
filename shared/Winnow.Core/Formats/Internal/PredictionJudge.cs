using System.Runtime.InteropServices;
using Winnow.Core.Catalogue;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats.Internal;

/// <summary>Turns the rows of one file of predictions into predictions and refusals.</summary>
internal sealed class PredictionJudge(string name, PredictionOptions options)
{
    private const int ItemIdChars = 64;

    private readonly PredictionRules rules = new(options);
    private readonly Dictionary<ulong, int> rows = [];
    private int count;

    /// <inheritdoc cref="DetailRules.Objects"/>
    public ObjectRules Objects => rules.Objects;

    /// <summary>The row as it goes on.</summary>
    /// <exception cref="RefusedContentException"><see cref="RefusalCodes.TooLarge"/>: too many rows.</exception>
    public ImportedPrediction Judge(int row, PredictionFields said)
    {
        var shown = $"{name}:{row}";
        if (said.Problem is { } problem)
        {
            Count(row);
            return Refused(row, shown, problem);
        }

        var item = ItemOf(shown, said);
        if (!item.IsOk)
        {
            Count(row);
            return new(row, null, item.Refusal);
        }

        return Judge(row, shown, item.Value, said);
    }

    /// <summary>The same for a row whose item is known.</summary>
    public ImportedPrediction Judge(int row, string shown, NamedPrediction item, PredictionFields said)
    {
        Count(row);
        var prediction = rules.Check(shown, item, said);
        if (!prediction.IsOk)
        {
            return new(row, null, prediction.Refusal);
        }

        var key = item.ItemId ?? $"/{item.Path}";
        ref var earlier = ref CollectionsMarshal.GetValueRefOrAddDefault(rows, Hash64.Of(key), out var exists);
        if (exists)
        {
            return new(row, null, new(shown, RefusalCodes.DuplicatePrediction,
                $"Row {earlier} has a prediction for '{ItemPath.Show(item.ItemId ?? item.Path!)}' already; that row stands."));
        }

        earlier = row;
        return new(row, prediction.Value, null);
    }

    private void Count(int row)
    {
        if (++count > options.MaxRows)
        {
            throw new RefusedContentException(new(name, RefusalCodes.TooLarge,
                $"The file has more than {options.MaxRows:N0} rows, which it reaches on row {row}; split it."));
        }
    }

    private Checked<NamedPrediction> ItemOf(string shown, PredictionFields said)
    {
        if (!string.IsNullOrEmpty(said.ItemId))
        {
            return said.ItemId.Length == ItemIdChars && said.ItemId.All(char.IsAsciiHexDigitLower)
                ? new NamedPrediction { ItemId = said.ItemId }
                : new Refusal(shown, RefusalCodes.InvalidPrediction,
                    $"The item_id '{ItemPath.Show(said.ItemId)}' must be {ItemIdChars} lower-case hex digits: the SHA-256 of the content.");
        }

        if (string.IsNullOrEmpty(said.FileName))
        {
            return new Refusal(shown, RefusalCodes.InvalidPrediction, "The row has neither 'file_name' nor 'item_id'.");
        }

        var path = ItemPath.Combine(options.Folder, said.FileName);
        return path.IsOk
            ? new NamedPrediction { Path = path.Value }
            : new Refusal(shown, RefusalCodes.InvalidPrediction, path.Refusal.Reason);
    }

    private static ImportedPrediction Refused(int row, string shown, string problem) =>
        new(row, null, new(shown, RefusalCodes.InvalidPrediction, problem));
}
