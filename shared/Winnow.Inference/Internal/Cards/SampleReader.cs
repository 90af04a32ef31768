using Winnow.Core.Formats;
using Winnow.Core.Labels;
using Winnow.Core.Models;

namespace Winnow.Inference.Internal.Cards;

/// <summary>Reads the field <c>sample</c> of a card.</summary>
internal static class SampleReader
{
    private const int MaxObjects = 10_000;

    public static ModelSample Read(YamlMap map)
    {
        var sample = new ModelSample
        {
            Input = NetworkReader.FileName(map, "input", map.Text("input")),
            Label = map.OptionalText("label"),
            Text = map.OptionalText("text"),
            Confidence = map.OptionalNumber("confidence"),
            Tolerance = map.Number("tolerance", 0.05, 0, double.MaxValue),
            Expected = new()
            {
                Labels = map.Texts("labels"),
                Tags = map.Texts("tags"),
                Vector = map.OptionalNumbers("vector") is { } vector ? [.. vector.Select(element => (float)element)] : null,
                Objects = map.OptionalMaps("objects", MaxObjects) is { } objects ? [.. objects.Select(ReadObject)] : null,
            },
        };
        if (sample is { Label: null, Text: null, Confidence: null } && sample.Expected == new LabelDetail())
            throw map.Wrong("input", "something that the model must say of it is expected beside: label, text, confidence, labels, tags, vector or objects");
        map.End();
        return sample;
    }

    private static LabelledObject ReadObject(YamlMap map)
    {
        var box = map.Numbers("box", 4);
        var found = new LabelledObject { Label = map.Text("label"), Box = new(box[0], box[1], box[2], box[3]), Text = map.OptionalText("text") };
        map.End();
        return found;
    }
}
