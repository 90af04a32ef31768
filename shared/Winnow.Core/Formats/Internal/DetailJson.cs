using System.Text.Json;
using Winnow.Core.Labels;

namespace Winnow.Core.Formats.Internal;

/// <summary>Reads the members of a <see cref="LabelDetail"/> from a JSON object, as docs/label-format.md describes them.</summary>
/// <remarks>Members of the other role are ignored: an annotation has no ranking, a prediction has no facts.</remarks>
internal static class DetailJson
{
    private static readonly LabelDetail s_nothing = new();

    /// <summary>What people say; null when that is nothing.</summary>
    /// <exception cref="FormatException">A member is of the wrong kind.</exception>
    public static LabelDetail? ReadTruth(JsonElement row) => NullIfEmpty(new()
    {
        Labels = JsonValues.List(row, "labels", JsonValues.NameOf),
        Objects = Objects(row, isTruth: true),
        Texts = JsonValues.List(row, "texts", JsonValues.TextOf),
        Tags = JsonValues.List(row, "tags", JsonValues.TextOf),
        Relevance = JsonValues.Map(row, "relevance", JsonValues.NumberOf),
        Value = JsonValues.Number(row, "value"),
        Metadata = Metadata(row),
    });

    /// <summary>What a model says; null when that is nothing.</summary>
    /// <exception cref="FormatException">A member is of the wrong kind.</exception>
    public static LabelDetail? ReadPrediction(JsonElement row) => NullIfEmpty(new()
    {
        Labels = JsonValues.List(row, "labels", JsonValues.NameOf),
        Probabilities = JsonValues.Map(row, "probabilities", JsonValues.NumberOf),
        Objects = Objects(row, isTruth: false),
        Texts = JsonValues.List(row, "texts", JsonValues.TextOf),
        Passed = JsonValues.List(row, "passed", JsonValues.TruthOf),
        Tags = JsonValues.List(row, "tags", JsonValues.TextOf),
        Ranking = JsonValues.List(row, "ranking", JsonValues.NameOf),
        Value = JsonValues.Number(row, "value"),
        Vector = JsonValues.List(row, "vector", static (value, key) => (float)JsonValues.NumberOf(value, key)),
        Steps = JsonValues.List(row, "steps", JsonValues.NameOf),
    });

    public static LabelDetail? NullIfEmpty(LabelDetail detail) => detail == s_nothing ? null : detail;

    /// <summary>Facts by name; null when there is none.</summary>
    public static IReadOnlyDictionary<string, string>? Metadata(JsonElement row) =>
        JsonValues.Map(row, "metadata", JsonValues.FactOf) is { Count: > 0 } facts ? facts : null;

    private static LabelledObject[]? Objects(JsonElement row, bool isTruth)
    {
        var index = 0;
        try
        {
            return JsonValues.List(row, "objects", (value, _) =>
            {
                var read = ObjectJson.Read(value, isTruth);
                index++;
                return read;
            });
        }
        catch (FormatException e) when (JsonValues.Find(row, "objects") is { ValueKind: JsonValueKind.Array })
        {
            throw new FormatException($"objects[{index}]: {e.Message}", e);
        }
    }
}
