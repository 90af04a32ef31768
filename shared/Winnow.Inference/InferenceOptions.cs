using System.ComponentModel.DataAnnotations;

namespace Winnow.Inference;

/// <summary>How models are run on this machine.</summary>
public sealed record InferenceOptions
{
    public const string SectionName = "Inference";

    /// <summary>What runs the models.</summary>
    /// <value>Default: <see cref="InferenceProvider.Auto"/>.</value>
    public InferenceProvider Provider { get; init; } = InferenceProvider.Auto;

    /// <summary>Items per call, in place of what was measured, or the model card says.</summary>
    /// <value>Default: null, as measured, else the card's.</value>
    [Range(1, 4096)]
    public int? BatchSize { get; init; }

    /// <summary>Calls at once, in place of what was measured, or the model card says.</summary>
    /// <value>Default: null, as measured, else the card's.</value>
    [Range(1, 256)]
    public int? Callers { get; init; }

    /// <summary>Threads inside one call, in place of what was measured, or the model card says.</summary>
    /// <value>Default: null, as measured, else the card's.</value>
    [Range(1, 256)]
    public int? Threads { get; init; }

    /// <summary>Images with more pixels are not decoded.</summary>
    /// <value>Default: 100 million pixels. At most 500 million: 4 bytes each must fit an array.</value>
    [Range(1, 500_000_000)]
    public int MaxPixels { get; init; } = 100_000_000;

    /// <summary>Files that were read and inputs that were prepared ahead of a model, in megabytes, for all runs of the model together.</summary>
    /// <value>Default: 64 megabytes.</value>
    [Range(1, 65_536)]
    public int ReadAheadMegabytes { get; init; } = 64;

    /// <summary>The GPU, when there are several; a process uses one. Its session is shared by everything that the process labels at once.</summary>
    /// <value>Default: 0, the first.</value>
    [Range(0, 63)]
    public int Device { get; init; }

    /// <summary>Most memory of the GPU that one model's arena takes, in megabytes. A batch that needs more is halved.</summary>
    /// <value>Default: null, all there is.</value>
    [Range(64, 1_048_576)]
    public int? DeviceMegabytes { get; init; }

    /// <summary>Whether TensorRT may compute in half precision.</summary>
    /// <value>Default: false.</value>
    public bool HalfPrecision { get; init; }

    /// <summary>Whether models whose inputs have one shape are recorded as CUDA graphs: every call then has the same number of items, the last ones empty.</summary>
    /// <value>Default: false.</value>
    public bool CudaGraphs { get; init; }

    /// <summary>Where models are kept as ONNX Runtime has optimised them, and the engines that TensorRT builds, which takes minutes the first time.</summary>
    /// <value>Default: empty, the folder <c>winnow-engines</c> in the temporary folder.</value>
    public string EngineFolder { get; init; } = "";

    /// <summary>Whether a model that was never measured on this kind of machine is measured when it is first loaded: some ten seconds, once.</summary>
    /// <value>Default: false; <c>winnow models tune</c> measures.</value>
    public bool TuneOnLoad { get; init; }

    /// <summary>How many models stay loaded at once; those that were not used for the longest time go first.</summary>
    /// <value>Default: 4 models.</value>
    [Range(1, 64)]
    public int MaxLoadedModels { get; init; } = 4;
}
