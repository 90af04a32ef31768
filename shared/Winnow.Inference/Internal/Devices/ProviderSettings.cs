using System.Globalization;
using Winnow.Core.Models;

namespace Winnow.Inference.Internal.Devices;

/// <summary>The options of execution providers, by the names that ONNX Runtime has for them.</summary>
/// <remarks>https://onnxruntime.ai/docs/execution-providers/CUDA-ExecutionProvider.html and TensorRT-ExecutionProvider.html.</remarks>
internal static class ProviderSettings
{
    /// <summary>Options of CUDA.</summary>
    /// <param name="options">Of this machine.</param>
    /// <param name="isGraph">Whether the model is recorded as a CUDA graph.</param>
    public static Dictionary<string, string> Cuda(InferenceOptions options, bool isGraph)
    {
        var settings = new Dictionary<string, string>
        {
            ["device_id"] = Text(options.Device),
            // By powers of two the arena would reserve up to twice of what is needed.
            ["arena_extend_strategy"] = "kSameAsRequested",
            // Batches come in many shapes; trying every algorithm for each takes longer than it saves.
            ["cudnn_conv_algo_search"] = isGraph ? "EXHAUSTIVE" : "HEURISTIC",
            ["cudnn_conv_use_max_workspace"] = "1",
            ["do_copy_in_default_stream"] = "1",
            ["enable_cuda_graph"] = Flag(isGraph),
        };
        if (options.DeviceMegabytes is { } megabytes) settings["gpu_mem_limit"] = Text((long)megabytes << 20);
        return settings;
    }

    /// <summary>Options of TensorRT: engines are built once per model, kind of GPU and range of shapes, and kept.</summary>
    /// <param name="options">Of this machine.</param>
    /// <param name="input">Of the model.</param>
    /// <param name="axes">Of one item: least and most of each.</param>
    /// <param name="batch">Items per call.</param>
    /// <param name="folder">Of the model's engines.</param>
    public static Dictionary<string, string> TensorRt(
        InferenceOptions options, ModelInput input, IReadOnlyList<(int Least, int Most)> axes, int batch, string folder)
    {
        var settings = new Dictionary<string, string>
        {
            ["device_id"] = Text(options.Device),
            ["trt_fp16_enable"] = Flag(options.HalfPrecision),
            ["trt_engine_cache_enable"] = "1",
            ["trt_engine_cache_path"] = folder,
            ["trt_timing_cache_enable"] = "1",
            ["trt_timing_cache_path"] = folder,
            ["trt_profile_min_shapes"] = Shape(input, 1, axes.Select(axis => axis.Least)),
            ["trt_profile_opt_shapes"] = Shape(input, batch, axes.Select(axis => axis.Least)),
            ["trt_profile_max_shapes"] = Shape(input, batch, axes.Select(axis => axis.Most)),
        };
        if (options.DeviceMegabytes is { } megabytes) settings["trt_max_workspace_size"] = Text((long)megabytes << 20);
        return settings;
    }

    private static string Shape(ModelInput input, int batch, IEnumerable<int> sizes) => $"{input.Tensor}:{Text(batch)}x{string.Join('x', sizes.Select(size => Text(size)))}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Flag(bool isOn) => isOn ? "1" : "0";
}
