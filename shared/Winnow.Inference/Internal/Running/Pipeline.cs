using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Winnow.Inference.Internal.Running;

/// <summary>One run over a stream of items: reads ahead as far as memory allows, and gives the results in the order of the items.</summary>
/// <param name="engine">Shared by the runs of a session.</param>
/// <param name="memory">Shared by the runs of a session.</param>
/// <param name="parcelItems">Items that are handed on together.</param>
/// <param name="windowItems">Items of the run that are in work at once.</param>
internal sealed class Pipeline(Engine engine, ReadAhead memory, int parcelItems, int windowItems)
{
    /// <summary>Files of this size need no others beside them to be worth handing on.</summary>
    private const long ParcelBytes = 1 << 20;

    private readonly int _windowParcels = Math.Max(2, windowItems / parcelItems);

    public async IAsyncEnumerable<InferenceResult> RunAsync(
        IAsyncEnumerable<InferenceItem> items, InferenceTimes times, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var parcels = Channel.CreateBounded<Parcel>(_windowParcels);
        var reading = ReadAsync(items, times, parcels, stop.Token);
        try
        {
            // A parcel stays in the channel, where it counts as one of the window's, until its results have left.
            while (await parcels.Reader.WaitToReadAsync(stop.Token) && parcels.Reader.TryPeek(out var parcel))
            {
                await parcel.Done.WaitAsync(stop.Token);
                foreach (var slot in parcel.Slots) yield return slot.Result!;
                parcels.Reader.TryRead(out _);
                memory.Remove(parcel.ContentBytes);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (parcels.Reader.TryRead(out var parcel)) Abandon(parcel);
        }
    }

    private async Task ReadAsync(IAsyncEnumerable<InferenceItem> items, InferenceTimes times, Channel<Parcel> parcels, CancellationToken cancellationToken)
    {
        try
        {
            var (some, bytes) = (new List<InferenceItem>(), 0L);
            await using var source = items.GetAsyncEnumerator(cancellationToken);
            while (true)
            {
                var next = source.MoveNextAsync();
                // While the source is slow and nobody has work, a few items are better than none.
                if (!next.IsCompleted && some.Count > 0 && engine.IsHungry) (some, bytes) = (await SubmitAsync(some, times, parcels, cancellationToken), 0);
                if (!await next) break;
                some.Add(source.Current);
                bytes += source.Current.Content.Length;
                if (some.Count >= parcelItems || bytes >= ParcelBytes) (some, bytes) = (await SubmitAsync(some, times, parcels, cancellationToken), 0);
            }

            if (some.Count > 0) await SubmitAsync(some, times, parcels, cancellationToken);
            parcels.Writer.Complete();
        }
        catch (Exception exception)
        {
            // Not handled here: whoever reads the channel gets it.
            parcels.Writer.Complete(exception);
        }
    }

    /// <returns>A list for the next items.</returns>
    private async Task<List<InferenceItem>> SubmitAsync(List<InferenceItem> items, InferenceTimes times, Channel<Parcel> parcels, CancellationToken cancellationToken)
    {
        await memory.WaitAsync(() => parcels.Reader.Count == 0, cancellationToken);
        var parcel = new Parcel(items, times);
        await parcels.Writer.WriteAsync(parcel, cancellationToken);
        memory.Add(parcel.ContentBytes);
        engine.Submit(parcel);
        return new(parcelItems);
    }

    private void Abandon(Parcel parcel)
    {
        parcel.Abandon();
        memory.Remove(parcel.ContentBytes);
    }
}
