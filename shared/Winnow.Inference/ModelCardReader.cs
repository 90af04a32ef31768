using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Formats;
using Winnow.Core.Models;

namespace Winnow.Inference;

/// <summary>Reads model cards (docs/model-card.md).</summary>
public static class ModelCardReader
{
    /// <summary>Longest side of an input, in pixels.</summary>
    private const int MaxSide = 16_384;

    /// <summary>Reads and checks a card.</summary>
    /// <param name="yaml">The card's text.</param>
    /// <param name="file">Its file name, for messages.</param>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidCard"/> that names file, line and field; <see cref="ErrorCodes.InvalidName"/>.</exception>
    public static ModelCard Read(string yaml, string file)
    {
        var root = YamlMap.Read(yaml, new(file, "a model card", ErrorCodes.InvalidCard, "docs/model-card.md"));
        var task = root.Choice("task", ("classification", ModelTask.Classification), ("text-recognition", ModelTask.TextRecognition));
        var card = new ModelCard
        {
            Name = Names.RequireModel(root.Text("name")),
            Version = Names.RequireVersion(root.Text("version")),
            Task = task,
            Input = ReadInput(root.Map("input")),
            Output = ReadOutput(root.Map("output"), task),
            Labels = ReadLabels(root),
            Licence = root.Text("licence"),
            Source = root.Text("source"),
            Sha256 = ReadSha256(root),
        };
        card = ReadBatches(root, card);
        root.End();
        return card;
    }

    private static ModelInput ReadInput(YamlMap map)
    {
        map.Choice("layout", ("nchw", true));
        var channels = map.Choice("channels", ("rgb", ColourOrder.Rgb), ("bgr", ColourOrder.Bgr), ("gray", ColourOrder.Gray));
        var count = channels == ColourOrder.Gray ? 1 : 3;
        var input = new ModelInput
        {
            Tensor = map.Text("tensor"),
            Channels = channels,
            Height = map.Whole("height", 1, MaxSide),
            Width = ReadWidth(map),
            Scale = map.Number("scale", 1.0 / 255),
            Mean = map.Numbers("mean", count),
            Std = map.Numbers("std", count),
            Resize = map.Choice("resize", ("stretch", ResizeMode.Stretch), ("fit", ResizeMode.Fit), ("fit-height", ResizeMode.FitHeight)),
            Padding = map.Number("padding", 0),
        };
        if (input.Std.Contains(0)) throw map.Wrong("std", "values other than 0 are expected");
        if (!input.Width.IsFixed && input.Resize != ResizeMode.FitHeight) throw map.Wrong("resize", "a range of widths needs fit-height");
        map.End();
        return input;
    }

    private static InputWidth ReadWidth(YamlMap map)
    {
        if (!map.IsMap("width"))
        {
            var width = map.Whole("width", 1, MaxSide);
            return new(width, width, 1);
        }

        var range = map.Map("width");
        var minimum = range.Whole("min", 1, MaxSide);
        var result = new InputWidth(minimum, range.Whole("max", minimum, MaxSide), range.Whole("step", 1, MaxSide, 1));
        range.End();
        return result;
    }

    private static ModelOutput ReadOutput(YamlMap map, ModelTask task)
    {
        var output = new ModelOutput
        {
            Tensor = map.Text("tensor"),
            Kind = map.Choice("kind", ("probabilities", OutputKind.Probabilities), ("logits", OutputKind.Logits)),
            Decoding = map.Choice("decoding", ("argmax", OutputDecoding.Argmax), ("ctc", OutputDecoding.Ctc)),
            Blank = map.Whole("blank", 0, int.MaxValue, 0),
        };
        var expected = task == ModelTask.Classification ? OutputDecoding.Argmax : OutputDecoding.Ctc;
        if (output.Decoding != expected)
            throw map.Wrong("decoding", $"classification decodes by argmax, text-recognition by ctc");
        map.End();
        return output;
    }

    private static ModelLabels ReadLabels(YamlMap root)
    {
        if (root.Texts("labels") is { } inline)
            return inline.Count > 0 ? new ModelLabels { Inline = inline } : throw root.Wrong("labels", "at least one label is expected");
        var map = root.Map("labels");
        var labels = new ModelLabels
        {
            File = map.OptionalText("file"),
            Metadata = map.OptionalText("metadata"),
            AppendSpace = map.Flag("appendSpace", false),
        };
        if (labels.File is null == labels.Metadata is null)
            throw root.Wrong("labels", "a list, or exactly one of the fields file and metadata is expected");
        if (labels.File is { } file && (file != Path.GetFileName(file) || file.Contains('\\', StringComparison.Ordinal)))
            throw map.Wrong("file", "the name of a file beside the card is expected");
        map.End();
        return labels;
    }

    private static ModelCard ReadBatches(YamlMap root, ModelCard card)
    {
        if (!root.Has("batch")) return card;
        var map = root.Map("batch");
        var (cpu, cuda) = (ReadBatch(map, "cpu", card.CpuBatch), ReadBatch(map, "cuda", card.CudaBatch));
        map.End();
        return card with { CpuBatch = cpu, CudaBatch = cuda };
    }

    private static ModelBatch ReadBatch(YamlMap batches, string device, ModelBatch fallback)
    {
        if (!batches.Has(device)) return fallback;
        var map = batches.Map(device);
        var batch = new ModelBatch(map.Whole("size", 1, 4096), map.Whole("callers", 0, 256, fallback.Callers), map.Whole("threads", 0, 256, fallback.Threads));
        map.End();
        return batch;
    }

    private static string? ReadSha256(YamlMap root)
    {
        var text = root.OptionalText("sha256");
        return text is null || (text.Length == 64 && text.All(char.IsAsciiHexDigitLower))
            ? text
            : throw root.Wrong("sha256", "64 lower-case hex digits are expected");
    }
}
