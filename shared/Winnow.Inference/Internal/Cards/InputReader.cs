using Winnow.Core.Formats;
using Winnow.Core.Models;

namespace Winnow.Inference.Internal.Cards;

/// <summary>Reads the field <c>input</c> of a card.</summary>
internal static class InputReader
{
    /// <summary>Longest side of an image, in pixels, and longest text or drawing, in tokens or points.</summary>
    private const int MaxSize = 16_384;

    /// <summary>Most memory for one item as the model's input.</summary>
    private const long MaxInputBytes = 512L << 20;

    /// <summary>Most buckets of a hash: ids and tables of more would not be small any more.</summary>
    private const int MaxBuckets = 1 << 24;

    private static readonly Dictionary<string, StrokeFeature> s_features = new()
    {
        ["x"] = StrokeFeature.X,
        ["y"] = StrokeFeature.Y,
        ["dx"] = StrokeFeature.Dx,
        ["dy"] = StrokeFeature.Dy,
        ["start"] = StrokeFeature.Start,
    };

    public static ModelInput Read(YamlMap map)
    {
        var kind = map.Has("kind") ? map.Choice("kind", ("image", 0), ("text", 1), ("strokes", 2)) : 0;
        ModelInput input = kind switch { 0 => ReadImage(map), 1 => ReadText(map), _ => ReadStrokes(map) };
        map.End();
        return input;
    }

    private static ImageInput ReadImage(YamlMap map)
    {
        var channels = map.Choice("channels", ("rgb", ColourOrder.Rgb), ("bgr", ColourOrder.Bgr), ("gray", ColourOrder.Gray));
        var count = channels == ColourOrder.Gray ? 1 : 3;
        var input = new ImageInput
        {
            Tensor = map.Text("tensor"),
            Layout = map.Choice("layout", ("nchw", TensorLayout.Nchw), ("nhwc", TensorLayout.Nhwc)),
            Channels = channels,
            Height = ReadSize(map, "height"),
            Width = ReadSize(map, "width"),
            Scale = map.Number("scale", 1.0 / 255),
            Mean = map.Numbers("mean", count),
            Std = map.Numbers("std", count),
            Resize = map.Choice("resize", ("stretch", ResizeMode.Stretch), ("fit", ResizeMode.Fit), ("fit-corner", ResizeMode.FitCorner),
                ("fit-height", ResizeMode.FitHeight), ("limit", ResizeMode.Limit)),
            Padding = map.Number("padding", 0),
        };
        if (sizeof(float) * (long)count * input.Height.Maximum * input.Width.Maximum > MaxInputBytes)
            throw map.Wrong("height", $"height × width × channels × 4 bytes of at most {MaxInputBytes >> 20} megabytes are expected");
        if (input.Std.Contains(0)) throw map.Wrong("std", "values other than 0 are expected");
        if (!input.Width.IsFixed && input.Resize is not (ResizeMode.FitHeight or ResizeMode.Limit)) throw map.Wrong("resize", "a range of widths needs fit-height or limit");
        if (!input.Height.IsFixed && input.Resize != ResizeMode.Limit) throw map.Wrong("resize", "a range of heights needs limit");
        return input;
    }

    private static TextInput ReadText(YamlMap map)
    {
        var tokenizer = map.Map("tokenizer");
        var kind = tokenizer.Choice("kind",
            ("hashed-ngrams", TokenizerKind.HashedNgrams), ("hashed-bytes", TokenizerKind.HashedBytes), ("hashed-words", TokenizerKind.HashedWords));
        var buckets = tokenizer.Whole("buckets", 1, MaxBuckets);
        var minimum = kind == TokenizerKind.HashedWords ? 1 : tokenizer.Whole("min", 1, 16, 1);
        var maximum = kind == TokenizerKind.HashedWords ? 1 : tokenizer.Whole("max", minimum, 16, minimum);
        tokenizer.End();
        return new()
        {
            Tensor = map.Text("tensor"),
            Tokenizer = new() { Kind = kind, Buckets = buckets, Minimum = minimum, Maximum = maximum },
            Length = ReadSize(map, "length"),
        };
    }

    private static StrokeInput ReadStrokes(YamlMap map) => new()
    {
        Tensor = map.Text("tensor"),
        Features = [.. map.DifferentTexts("features", s_features.Count, name => s_features.ContainsKey(name) ? null : $"one of {string.Join(", ", s_features.Keys)} is expected")
            .Select(name => s_features[name])],
        Scale = map.Number("scale", 1),
        Length = ReadSize(map, "length"),
    };

    /// <summary>One size, or a mapping of min, max and step.</summary>
    private static InputSize ReadSize(YamlMap map, string field)
    {
        if (!map.IsMap(field)) return new(map.Whole(field, 1, MaxSize));
        var range = map.Map(field);
        var minimum = range.Whole("min", 1, MaxSize);
        var result = new InputSize(minimum, range.Whole("max", minimum, MaxSize), range.Whole("step", 1, MaxSize, 1));
        range.End();
        return result;
    }
}
