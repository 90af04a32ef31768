using Winnow.Core.Formats;
using Winnow.Core.Models;

namespace Winnow.Inference.Internal.Cards;

/// <summary>Reads what a card says of one ONNX file: at its root, or in one of its parts.</summary>
internal static class NetworkReader
{
    /// <summary>Reads the fields of a network; the mapping may have others.</summary>
    /// <param name="map">The root of the card, or a part.</param>
    /// <param name="user">The task or part, for messages.</param>
    /// <param name="hasFile">Whether the file is named; else it is <c>model.onnx</c>.</param>
    /// <param name="decodings">The decodings that task or part has.</param>
    public static ModelNetwork Read(YamlMap map, string user, bool hasFile, params string[] decodings)
    {
        var output = OutputReader.Read(map.Map("output"), user, decodings);
        var network = new ModelNetwork
        {
            File = hasFile ? FileName(map, "file", map.Text("file")) : ModelFiles.ModelFile,
            Input = InputReader.Read(map.Map("input")),
            Output = output,
            Labels = output is VectorOutput or RegionOutput ? new() { Inline = [] } : ReadLabels(map),
            Sha256 = ReadSha256(map),
        };
        return ReadBatches(map, network);
    }

    /// <summary>Refuses everything that is not the name of a file beside the card.</summary>
    public static string FileName(YamlMap map, string field, string name) =>
        name == Path.GetFileName(name) && !name.Contains('\\', StringComparison.Ordinal) && name[0] != '.'
            ? name
            : throw map.Wrong(field, "the name of a file beside the card is expected");

    private static ModelLabels ReadLabels(YamlMap root)
    {
        if (!root.IsMap("labels") && root.Texts("labels") is { } inline)
            return inline.Count > 0 ? new ModelLabels { Inline = inline } : throw root.Wrong("labels", "at least one label is expected");
        var map = root.Map("labels");
        var labels = new ModelLabels
        {
            File = map.OptionalText("file") is { } file ? FileName(map, "file", file) : null,
            Metadata = map.OptionalText("metadata"),
            AppendSpace = map.Flag("appendSpace", false),
        };
        if (labels.File is null == labels.Metadata is null)
            throw root.Wrong("labels", "a list, or exactly one of the fields file and metadata is expected");
        map.End();
        return labels;
    }

    private static ModelNetwork ReadBatches(YamlMap root, ModelNetwork network)
    {
        if (!root.Has("batch")) return network;
        var map = root.Map("batch");
        var (cpu, cuda) = (ReadBatch(map, "cpu", network.CpuBatch), ReadBatch(map, "cuda", network.CudaBatch));
        map.End();
        return network with { CpuBatch = cpu, CudaBatch = cuda };
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
