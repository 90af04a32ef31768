using Winnow.Core.Models;
using Winnow.Inference.Internal.Encoding;

namespace Winnow.Inference.Internal.Running;

/// <summary>A model that is being loaded, and how models are run on this machine.</summary>
/// <param name="Files">Its files.</param>
/// <param name="Card">Its card.</param>
/// <param name="Options">Of this machine; they come before everything that was measured.</param>
/// <param name="Tuned">What was measured to be fastest on this machine, by provider; it comes before what the card says.</param>
internal sealed record LoadContext(ModelFiles Files, ModelCard Card, InferenceOptions Options, IReadOnlyDictionary<string, ModelBatch> Tuned)
{
    /// <summary>Where the memory of inputs comes from; the session says how much of it is kept.</summary>
    public InputPool Inputs { get; } = new(0);

    /// <summary>Items per call, calls at once (0: one per core) and threads per call (at least 1) of a network on a provider.</summary>
    public ModelBatch BatchOf(ModelNetwork network, string provider)
    {
        var said = provider == Devices.Providers.Cpu ? network.CpuBatch : network.CudaBatch;
        var tuned = Tuned.GetValueOrDefault(provider);
        // What was measured is the whole model; of its parts only the first takes whole batches of items.
        var size = ReferenceEquals(network, Card.Network) ? Options.BatchSize ?? tuned?.Size ?? said.Size : said.Size;
        var threads = Options.Threads ?? tuned?.Threads ?? said.Threads;
        return new(size, Options.Callers ?? tuned?.Callers ?? said.Callers, threads == 0 ? Environment.ProcessorCount : threads);
    }
}
