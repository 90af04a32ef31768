using Microsoft.ML.OnnxRuntime;

namespace Winnow.Inference.Internal.Devices;

/// <summary>An ONNX file that is open.</summary>
/// <param name="Session">The file.</param>
/// <param name="Io">How its inputs get to it.</param>
internal sealed record OpenSession(InferenceSession Session, INetworkIo Io) : IDisposable
{
    /// <summary>What runs it: a name of <see cref="Providers"/>.</summary>
    public string Provider { get; init; } = Providers.Cpu;

    /// <summary>Why it does not run as it was asked for; null when nothing was in the way.</summary>
    public string? FallbackReason { get; init; }

    /// <summary>What else went otherwise than planned; null when nothing did.</summary>
    public string? Warning { get; init; }

    public void Dispose()
    {
        Io.Dispose();
        Session.Dispose();
    }
}
