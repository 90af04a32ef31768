using Winnow.Core.Formats;
using Winnow.Core.Models;

namespace Winnow.Inference.Internal.Cards;

/// <summary>Reads the field <c>output</c> of a card.</summary>
internal static class OutputReader
{
    private const int MaxLevels = 100;

    /// <param name="map">The field.</param>
    /// <param name="user">The task or part that decodes it, for messages.</param>
    /// <param name="allowed">The decodings that it has.</param>
    public static ModelOutput Read(YamlMap map, string user, params string[] allowed)
    {
        var decoding = map.Text("decoding");
        if (!allowed.Contains(decoding)) throw map.Wrong("decoding", $"{user} decodes by {string.Join(" or ", allowed)}");
        ModelOutput output = decoding switch
        {
            "argmax" => ReadScores(map, ScoreDecoding.Argmax),
            "sigmoid" => ReadScores(map, ScoreDecoding.Sigmoid),
            "ctc" => ReadScores(map, ScoreDecoding.Ctc),
            "vector" => new VectorOutput { Tensor = map.Text("tensor"), Normalise = map.Flag("normalise", false) },
            "anchor-free" => ReadAnchorFree(map),
            "anchors" => ReadAnchors(map),
            _ => ReadRegions(map),
        };
        map.End();
        return output;
    }

    private static ScoreOutput ReadScores(YamlMap map, ScoreDecoding decoding) => new()
    {
        Tensor = map.Text("tensor"),
        Kind = ReadKind(map),
        Decoding = decoding,
        Blank = decoding == ScoreDecoding.Ctc ? map.Whole("blank", 0, int.MaxValue, 0) : 0,
        Threshold = map.Number("threshold", 0.5, 0, 1),
    };

    private static AnchorFreeOutput ReadAnchorFree(YamlMap map) => new()
    {
        Tensor = map.Text("tensor"),
        Kind = ReadKind(map),
        AreCellsLast = map.Choice("cells", ("last", true), ("first", false)),
        HasObjectness = map.Flag("objectness", false),
        AreCorners = map.Choice("boxes", ("centre", false), ("corners", true)),
        AreRelative = map.Choice("coordinates", ("pixels", false), ("relative", true)),
        ScoreThreshold = map.Number("scoreThreshold", 0.25, 0, 1),
        IouThreshold = map.Number("iouThreshold", 0.45, 0, 1),
        MaxObjects = map.Whole("maxObjects", 1, 10_000, 300),
    };

    private static AnchorOutput ReadAnchors(YamlMap map)
    {
        var levels = map.OptionalMaps("levels", MaxLevels) ?? [];
        if (levels.Count == 0) throw map.Wrong("levels", "at least one level is expected");
        return new()
        {
            Kind = ReadKind(map),
            Levels = [.. levels.Select(ReadLevel)],
            Variances = map.Has("variances") ? map.Numbers("variances", 2) : [1, 1],
            AreMaps = map.Choice("arrangement", ("maps", true), ("rows", false)),
            AreClassesFirst = map.Flag("classesFirst", false),
            ScoreThreshold = map.Number("scoreThreshold", 0.25, 0, 1),
            IouThreshold = map.Number("iouThreshold", 0.45, 0, 1),
            MaxObjects = map.Whole("maxObjects", 1, 10_000, 300),
        };
    }

    private static AnchorLevel ReadLevel(YamlMap map)
    {
        var stride = map.Whole("stride", 1, 4096);
        var sides = map.OptionalNumbers("sides") is { Length: > 0 } found ? found : throw map.Wrong("sides", "at least one side is expected");
        if (!sides.All(side => side > 0)) throw map.Wrong("sides", "numbers above 0 are expected");
        var level = new AnchorLevel(map.Text("scores"), map.Text("boxes"), stride, map.Number("offset", stride / 2.0), sides);
        map.End();
        return level;
    }

    private static RegionOutput ReadRegions(YamlMap map) => new()
    {
        Tensor = map.Text("tensor"),
        PixelThreshold = map.Number("pixelThreshold", 0.3, 0, 1),
        RegionThreshold = map.Number("regionThreshold", 0.6, 0, 1),
        Unclip = map.Number("unclip", 1.5, 0, 10),
        MinimumSide = map.Number("minimumSide", 3, 0, 1000),
        MaxRegions = map.Whole("maxRegions", 1, 10_000, 1000),
    };

    private static OutputKind ReadKind(YamlMap map) => map.Choice("kind", ("probabilities", OutputKind.Probabilities), ("logits", OutputKind.Logits));
}
