using System.Runtime.InteropServices;
using Winnow.Inference.Internal.Encoding;

namespace Winnow.Inference.Internal.Running;

/// <summary>Prepared items that wait for others of the same shape. Not safe for several threads.</summary>
internal sealed class Batcher
{
    private readonly Dictionary<TensorShape, Queue<Slot>> _buckets = [];
    private long _sequence;

    /// <summary>Items that wait.</summary>
    public int Count { get; private set; }

    /// <summary>Memory that they take.</summary>
    public long Bytes { get; private set; }

    public void Add(Slot slot)
    {
        ref var bucket = ref CollectionsMarshal.GetValueRefOrAddDefault(_buckets, slot.Prepared!.Shape, out _);
        (bucket ??= new()).Enqueue(slot);
        slot.Sequence = _sequence++;
        Count++;
        Bytes += slot.Prepared.ByteCount;
    }

    /// <summary>Items that fill a batch, of the shape whose first item has waited longest; null when no shape has enough.</summary>
    public Slot[]? TakeFull(int size) => Oldest(size) is { } bucket ? Take(bucket, size) : null;

    /// <summary>Items of the shape whose first item has waited longest, at most <paramref name="size"/> and a fair share of them for each of the callers.</summary>
    public Slot[]? TakeOldest(int size, int callers) =>
        Oldest(1) is { } bucket ? Take(bucket, Math.Min(size, (bucket.Count + callers - 1) / callers)) : null;

    /// <summary>How many items were added since the one that has waited longest; 0 when none waits.</summary>
    public long Age => Oldest(1) is { } bucket ? _sequence - bucket.Peek().Sequence : 0;

    private Queue<Slot>? Oldest(int least)
    {
        Queue<Slot>? oldest = null;
        foreach (var bucket in _buckets.Values)
        {
            if (bucket.Count >= least && (oldest is null || bucket.Peek().Sequence < oldest.Peek().Sequence)) oldest = bucket;
        }

        return oldest;
    }

    private Slot[] Take(Queue<Slot> bucket, int size)
    {
        var slots = new Slot[size];
        for (var i = 0; i < size; i++)
        {
            slots[i] = bucket.Dequeue();
            Bytes -= slots[i].Prepared!.ByteCount;
        }

        Count -= size;
        // Shapes that do not come again must not pile up.
        if (bucket.Count == 0) _buckets.Remove(slots[0].Prepared!.Shape);
        return slots;
    }
}
