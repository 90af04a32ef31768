using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.ML.OnnxRuntime;
using Winnow.Core.Models;

namespace Winnow.Inference.Internal.Running;

/// <summary>Reads ahead, decodes and runs a model over a stream of items, a window of items at a time.</summary>
/// <remarks>
/// Each stage holds one window, and one waits between two stages: at most five windows are in memory. Within a window, items of the
/// same input shape form batches, whatever their order; results leave in the order in which the items came.
/// </remarks>
internal sealed class Pipeline(IModelRunner model, ModelBatch batch, SemaphoreSlim callers)
{
    private const int MinWindowItems = 32;
    private const long MaxWindowBytes = 16 << 20;

    private readonly int _windowItems = model.WindowItems ?? Math.Max(MinWindowItems, batch.Size * batch.Callers);

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
            slot.Prepared = model.Prepare(slot.Item.Content);
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
            var batches = window.Where(slot => slot.Prepared is not null).GroupBy(slot => slot.Prepared!.Shape).SelectMany(shape => shape.Chunk(batch.Size));
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
        try
        {
            var results = model.Run([.. slots.Select(slot => (slot.Item.Id, slot.Prepared!))], times);
            for (var i = 0; i < slots.Length; i++) slots[i].Result = results[i];
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
    }

    private static void Release(Slot[] slots)
    {
        foreach (var slot in slots) slot.Prepared?.Dispose();
    }

    /// <summary>One item on its way through the stages.</summary>
    private sealed class Slot(InferenceItem item)
    {
        public InferenceItem Item { get; } = item;

        public IPreparedItem? Prepared { get; set; }

        public InferenceResult? Result { get; set; }

        public void Fail(string reason) => Result = new() { Id = Item.Id, Error = reason };
    }
}
