using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Internal.Images;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Internal.Pages;

/// <summary>A network that takes lines: runs it on images of them, batched by shape. Safe for several threads.</summary>
/// <param name="name">Of the part, as in the card.</param>
/// <param name="encoder">Makes its inputs.</param>
/// <param name="batch">Lines per call; fewer once a device had no memory for as many.</param>
/// <param name="run">Runs the network.</param>
internal sealed class LinePart(string name, ImageEncoder encoder, int batch, Func<IReadOnlyList<InputTensor>, InferenceTimes, NetworkOutput> run)
{
    private readonly BatchLimit _limit = new(batch, $"lines in the part {name}");

    /// <summary>What went otherwise than planned when it was run.</summary>
    public IReadOnlyList<string> Warnings => _limit.Warnings;

    public static LinePart Of(string name, OnnxNetwork network) =>
        new(name, (ImageEncoder)network.Encoder, network.FixedBatch ?? network.Batch.Size, network.Run);

    /// <summary>Runs the network on images, and hands on where the numbers of each are.</summary>
    /// <exception cref="InvalidDataException">It gives a number that is not finite for one of them: a page without that line would pass for a page that was read.</exception>
    /// <exception cref="DeviceMemoryException">There is not enough memory for one line.</exception>
    public void Run(IReadOnlyList<PixelImage> images, InferenceTimes times, Action<int, NetworkOutput, int> receive)
    {
        InputTensor[] inputs = [.. images.Select(encoder.Encode)];
        try
        {
            foreach (var shape in Enumerable.Range(0, inputs.Length).GroupBy(i => inputs[i].Shape))
                _limit.Run([.. shape], some => RunBatch(inputs, some, times, receive));
        }
        finally
        {
            foreach (var input in inputs) input.Dispose();
        }
    }

    private void RunBatch(InputTensor[] inputs, int[] batch, InferenceTimes times, Action<int, NetworkOutput, int> receive)
    {
        using var output = run([.. batch.Select(i => inputs[i])], times);
        for (var item = 0; item < batch.Length; item++)
        {
            if (!output.IsFinite(item))
                throw new InvalidDataException($"The part {name} gave a value that is not a finite number for a line of this page.");
            receive(batch[item], output, item);
        }
    }
}
