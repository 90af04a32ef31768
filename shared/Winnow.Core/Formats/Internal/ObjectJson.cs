using System.Text.Json;
using Winnow.Core.Labels;

namespace Winnow.Core.Formats.Internal;

/// <summary>Reads one object of an image from JSON, as docs/label-format.md describes it.</summary>
internal static class ObjectJson
{
    /// <summary>Reads an object; one without a box has the bounds of its mask.</summary>
    /// <exception cref="FormatException">A member is of the wrong kind or missing.</exception>
    public static LabelledObject Read(JsonElement json, bool isTruth)
    {
        if (json.ValueKind is not JsonValueKind.Object)
        {
            throw new FormatException($"It is {JsonValues.Describe(json.ValueKind)}; it must be an object.");
        }

        var mask = MaskJson.Read(json);
        return new()
        {
            Label = JsonValues.Name(json, "label") ?? throw new FormatException("It has no 'label'."),
            Box = Box(json, "box") ?? MaskJson.Bounds(mask) ?? throw new FormatException("It has neither 'box' nor 'mask'."),
            Score = isTruth ? null : JsonValues.Number(json, "score"),
            Mask = mask,
            IsCrowd = isTruth && IsCrowd(json),
            Area = isTruth ? JsonValues.Number(json, "area") : null,
            Text = JsonValues.Text(json, "text"),
        };
    }

    /// <summary>Four numbers: x, y, width, height.</summary>
    public static Box? Box(JsonElement json, string key) => JsonValues.List(json, key, JsonValues.NumberOf) switch
    {
        null => null,
        [var x, var y, var width, var height] => new Box(x, y, width, height),
        var other => throw new FormatException($"'{key}' has {other.Length} numbers; it must have four: x, y, width, height."),
    };

    /// <summary>Files say <c>is_crowd</c>, the API says <c>isCrowd</c>.</summary>
    private static bool IsCrowd(JsonElement json) => JsonValues.IsTrue(json, "is_crowd") || JsonValues.IsTrue(json, "isCrowd");
}
