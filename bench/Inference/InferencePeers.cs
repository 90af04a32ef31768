using Winnow.Core.Models;
using Winnow.Inference;
using Winnow.Inference.Internal.Encoding;

namespace Winnow.Bench;

/// <summary>What others offer for the same work; who is not installed is left out, and stderr says so.</summary>
internal static class InferencePeers
{
    private const int SmallBatch = 16;

    /// <summary>Each in the way that is fastest for it.</summary>
    public static async Task AddAsync(List<IContender> contenders, InferenceTask task, PreparedInputs inputs, string folder, CancellationToken cancellationToken)
    {
        async Task ChooseAsync(Func<ModelBatch, Task<IContender>> make, Func<ModelBatch, bool>? isTried = null)
        {
            ModelBatch[] ways = [.. task.Ways.Where(isTried ?? (_ => true))];
            contenders.Add(await InterleavedRounds.ChooseAsync(ways.Length, i => make(ways[i]), task.Passes, cancellationToken));
        }

        // Whoever decodes by itself gets whole images: nobody here cuts lines out of pages.
        var input = task.Name == "pages" ? null : InputOf(task);
        await ChooseAsync(way => Task.FromResult<IContender>(new MlNetContender(inputs, way, null)));
        if (input is not null) await ChooseAsync(way => Task.FromResult<IContender>(new MlNetContender(inputs, way, DecoderOf(task, input))));
        if (NodeContender.FindObstacle() is { } noNode)
        {
            await Console.Error.WriteLineAsync(noNode);
        }
        else
        {
            await ChooseAsync(async way => await NodeContender.StartOnTensorsAsync(inputs, way, folder));
            // Of lines each has its own width; of small images decoding is all that counts.
            var size = task.Name == "lines" ? 1 : SmallBatch;
            if (input is not null)
                await ChooseAsync(async way => await NodeContender.StartOnImagesAsync(task, inputs, input, way, folder), way => way.Callers > 1 && way.Size == size);
        }

        if (task.Name != "lines") return;
        if (TesseractContender.FindObstacle() is { } noTesseract) await Console.Error.WriteLineAsync(noTesseract);
        else contenders.Add(new TesseractContender(task, folder));
    }

    private static Action<int, Span<float>> DecoderOf(InferenceTask task, ImageInput input)
    {
        var encoder = ItemEncoders.Create(input, new InferenceOptions().MaxPixels, new(1 << 26));
        return (item, target) =>
        {
            using var tensor = encoder.Encode(task.Items[item].Content);
            tensor.Floats.CopyTo(target);
        };
    }

    private static ImageInput InputOf(InferenceTask task) =>
        (ImageInput)ModelCardReader.Read(File.ReadAllText(task.Files.CardPath), ModelFiles.CardFile).Network.Input;
}
