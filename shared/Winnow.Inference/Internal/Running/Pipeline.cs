using System.Buffers;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.ML.OnnxRuntime;
using Winnow.Core.Models;

namespace Winnow.Inference.Internal;

/// <summary>Reads ahead, decodes and runs a model over a stream of items, a window of items at a time.</summary>
/// <remarks>
/// Each stage holds one window, and one waits between two stages: at most five windows are in memory. Within a window, items of the
/// same input width form batches, whatever their order; results leave in the order in which the items came.
/// </remarks>
internal sealed class Pipeline(OnnxModel model, ModelInput input, ModelBatch batch, SemaphoreSlim callers, int maxPixels)
{
    private const int MinWindowItems = 32;
    private const long MaxWindowBytes = 16 << 20;

    private readonly Preprocessor _preprocessor = new(input);
    private readonly int _windowItems = Math.Max(MinWindowItems, batch.Size * batch.Callers);

    public async IAsyncEnumerable<InferenceResult> RunAsync(
        IAsyncEnumerable<InferenceItem> items, InferenceTimes times, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var read = Channel.CreateBounded<List<InferenceItem>>(1);
        var prepared = Channel.CreateBounded<Slot[]>(1);
        var reading = ReadAsync(items, read.Writer, stop.Token);
        var preparing = PrepareAsync(read.Reader, prepared.Writer, stop.Token);
        try
        {
            await foreach (var window in prepared.Reader.ReadAllAsync(stop.Token))
            {
                await RunWindowAsync(window, times, stop.Token);
                foreach (var slot in window) yield return slot.Result!;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(reading, preparing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (prepared.Reader.TryRead(out var window)) Release(window);
        }
    }

    private async Task ReadAsync(IAsyncEnumerable<InferenceItem> items, ChannelWriter<List<InferenceItem>> writer, CancellationToken cancellationToken)
    {
        try
        {
            var (window, bytes) = (new List<InferenceItem>(), 0L);
            await foreach (var item in items.WithCancellation(cancellationToken))
            {
                window.Add(item);
                bytes += item.Content.Length;
                if (window.Count < _windowItems && bytes < MaxWindowBytes) continue;
                await writer.WriteAsync(window, cancellationToken);
                (window, bytes) = ([], 0);
            }

            if (window.Count > 0) await writer.WriteAsync(window, cancellationToken);
            writer.Complete();
        }
        catch (Exception exception)
        {
            // Not handled here: whoever reads the channel gets it.
            writer.Complete(exception);
        }
    }

    private async Task PrepareAsync(ChannelReader<List<InferenceItem>> reader, ChannelWriter<Slot[]> writer, CancellationToken cancellationToken)
    {
        Slot[] slots = [];
        try
        {
            await foreach (var window in reader.ReadAllAsync(cancellationToken))
            {
                slots = [.. window.Select(item => new Slot(item))];
                await Task.Run(() => Parallel.ForEach(slots, new ParallelOptions { CancellationToken = cancellationToken }, Prepare), cancellationToken);
                await writer.WriteAsync(slots, cancellationToken);
                slots = [];
            }

            writer.Complete();
        }
        catch (Exception exception)
        {
            Release(slots);
            writer.Complete(exception);
        }
    }

    private void Prepare(Slot slot)
    {
        try
        {
            using var image = ImageDecoder.Decode(slot.Item.Content.Span, maxPixels);
            slot.Tensor = _preprocessor.Prepare(image);
        }
        catch (InvalidDataException exception)
        {
            slot.Fail(exception.Message);
        }
    }

    private async Task RunWindowAsync(Slot[] window, InferenceTimes times, CancellationToken cancellationToken)
    {
        try
        {
            var batches = window.Where(slot => slot.Tensor is not null).GroupBy(slot => slot.Tensor!.Width).SelectMany(width => width.Chunk(batch.Size));
            await Parallel.ForEachAsync(
                batches,
                new ParallelOptions { MaxDegreeOfParallelism = batch.Callers, CancellationToken = cancellationToken },
                async (slots, token) =>
                {
                    await callers.WaitAsync(token);
                    try
                    {
                        RunBatch(slots, times);
                    }
                    finally
                    {
                        callers.Release();
                    }
                });
        }
        finally
        {
            Release(window);
        }
    }

    private void RunBatch(Slot[] slots, InferenceTimes times)
    {
        var width = slots[0].Tensor!.Width;
        var length = input.ChannelCount * input.Height * width;
        var joined = slots.Length == 1 ? null : ArrayPool<float>.Shared.Rent(length * slots.Length);
        try
        {
            for (var i = 0; joined is not null && i < slots.Length; i++)
                slots[i].Tensor!.Values.CopyTo(joined.AsMemory(i * length, length));
            var values = joined is null ? slots[0].Tensor!.Values : joined.AsMemory(0, length * slots.Length);
            times.Add(model.Run(values, slots.Length, width, (i, scores) => slots[i].Result = model.Decoder.Decode(slots[i].Item.Id, scores)));
        }
        catch (OnnxRuntimeException) when (slots.Length > 1)
        {
            // One item may have spoilt it for the others.
            foreach (var slot in slots) RunBatch([slot], times);
        }
        catch (OnnxRuntimeException exception)
        {
            slots[0].Fail($"The model failed on this item: {exception.Message}");
        }
        finally
        {
            if (joined is not null) ArrayPool<float>.Shared.Return(joined);
        }
    }

    private static void Release(Slot[] slots)
    {
        foreach (var slot in slots) slot.Tensor?.Dispose();
    }

    /// <summary>One item on its way through the stages.</summary>
    private sealed class Slot(InferenceItem item)
    {
        public InferenceItem Item { get; } = item;

        public ImageTensor? Tensor { get; set; }

        public InferenceResult? Result { get; set; }

        public void Fail(string reason) => Result = new() { Id = Item.Id, Error = reason };
    }
}
