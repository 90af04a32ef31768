using Microsoft.ML.OnnxRuntime;
using Winnow.Core.Models;

namespace Winnow.Inference.Internal.Running;

/// <summary>The threads that prepare items and run the model, for all runs of a session together: items of several packs share a batch.</summary>
/// <remarks>
/// Threads of its own: a call of ONNX Runtime blocks, and would keep the thread pool from everything else. A call is made when a batch is full, or when
/// nothing is left to be prepared, or there is no room for more, or when an item of a rare shape has waited for long: the model is never kept waiting for a fuller batch.
/// </remarks>
internal sealed class Engine(IModelRunner model, ModelBatch batch, int preparers, ReadAhead memory) : IDisposable
{
    /// <summary>An item is run, however few share its shape, when so many batches' worth of items came after it.</summary>
    private const int PatienceBatches = 8;

    /// <summary>So many calls' worth for each caller may wait for the model, and more of small inputs: more would not make it any faster.</summary>
    private const int WaitingCalls = 2;
    private const long SmallBytes = 16 << 20;

    private readonly object _lock = new();
    private readonly Queue<Parcel> _unprepared = new();
    private readonly Batcher _prepared = new();
    private readonly List<Thread> _threads = [];
    private readonly BatchLimit _limit = new(batch.Size, "items");
    private int _preparing;
    private bool _isStopped;

    /// <summary>Inputs that wait for the model take about this much at most; a batch may always wait.</summary>
    public long MaxWaitingBytes { get; } = Math.Max(
        batch.Size * model.MaxInputBytes, Math.Min(memory.MaxBytes, Math.Max(SmallBytes, WaitingCalls * batch.Callers * batch.Size * model.MaxInputBytes)));

    /// <summary>Whether nothing waits to be prepared.</summary>
    public bool IsHungry => Volatile.Read(ref _preparing) == 0;

    public bool IsStopped => Volatile.Read(ref _isStopped);

    /// <summary>What went otherwise than planned, and went on all the same.</summary>
    public IReadOnlyList<string> Warnings => _limit.Warnings;

    /// <summary>Whether so much waits for the model that nothing more is prepared: an input can be a thousand times as large as its file.</summary>
    private bool IsFull => _prepared.Bytes >= MaxWaitingBytes;

    /// <summary>Takes items into work; their results are there when <see cref="Parcel.Done"/> ends.</summary>
    public void Submit(Parcel parcel)
    {
        lock (_lock)
        {
            if (_isStopped)
            {
                parcel.Fail(new ObjectDisposedException(nameof(ModelSession)));
                return;
            }

            Start();
            _unprepared.Enqueue(parcel);
            _preparing++;
            Monitor.PulseAll(_lock);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isStopped = true;
            Monitor.PulseAll(_lock);
        }

        _threads.ForEach(thread => thread.Join());
        foreach (var parcel in _unprepared) parcel.Fail(new ObjectDisposedException(nameof(ModelSession)));
        while (_prepared.TakeOldest(int.MaxValue, 1) is { } slots)
        {
            Release(slots);
            foreach (var slot in slots) slot.Parcel.Fail(new ObjectDisposedException(nameof(ModelSession)));
        }
    }

    private void Start()
    {
        if (_threads.Count > 0) return;
        for (var i = 0; i < preparers; i++) _threads.Add(new(PrepareAll) { IsBackground = true, Name = "winnow-prepare" });
        for (var i = 0; i < batch.Callers; i++) _threads.Add(new(RunAll) { IsBackground = true, Name = "winnow-run" });
        _threads.ForEach(thread => thread.Start());
    }

    private void PrepareAll()
    {
        while (NextParcel() is { } parcel)
        {
            foreach (var slot in parcel.Slots) Prepare(slot);
            lock (_lock)
            {
                foreach (var slot in parcel.Slots)
                {
                    if (slot.Prepared is not null) _prepared.Add(slot);
                }

                _preparing--;
                Monitor.PulseAll(_lock);
            }
        }
    }

    private Parcel? NextParcel()
    {
        lock (_lock)
        {
            while (!_isStopped)
            {
                if (!IsFull && _unprepared.TryDequeue(out var parcel)) return parcel;
                Monitor.Wait(_lock);
            }

            return null;
        }
    }

    private void Prepare(Slot slot)
    {
        if (slot.Parcel.IsAbandoned) return;
        try
        {
            slot.Prepared = model.Prepare(slot.Item.Content);
            memory.Add(slot.Prepared.ByteCount);
        }
        catch (InvalidDataException exception)
        {
            slot.Fail(exception.Message);
        }
        catch (Exception exception)
        {
            // Not handled here: whoever waits for the parcel gets it.
            slot.Parcel.Fail(exception);
        }
    }

    private void RunAll()
    {
        while (NextBatch() is { } slots)
        {
            var wanted = Array.FindAll(slots, slot => !slot.Parcel.IsAbandoned);
            try
            {
                // They may have been put together before the device was found to be small.
                _limit.Run(wanted, Run);
            }
            catch (Exception exception)
            {
                // Not handled here: whoever waits for the parcels gets it.
                foreach (var slot in wanted) slot.Parcel.Fail(exception);
            }

            Release(slots);
        }
    }

    private Slot[]? NextBatch()
    {
        lock (_lock)
        {
            while (!_isStopped)
            {
                var wasFull = IsFull;
                if (TakeBatch(_limit.Items) is { } slots)
                {
                    if (wasFull) Monitor.PulseAll(_lock);
                    return slots;
                }

                Monitor.Wait(_lock);
            }

            return null;
        }
    }

    private Slot[]? TakeBatch(int size)
    {
        if (_prepared.TakeFull(size) is { } full) return full;
        var isTime = _preparing == 0 || IsFull || _prepared.Age > (long)PatienceBatches * size * batch.Callers;
        return isTime ? _prepared.TakeOldest(size, batch.Callers) : null;
    }

    private void Run(Slot[] slots)
    {
        try
        {
            var times = new InferenceTimes();
            var results = model.Run(Array.ConvertAll(slots, slot => (slot.Item.Id, slot.Prepared!)), times);
            foreach (var run in slots.GroupBy(slot => slot.Parcel.Times)) run.Key.Add(times, (double)run.Count() / slots.Length);
            for (var i = 0; i < slots.Length; i++) slots[i].Complete(results[i]);
        }
        catch (OnnxRuntimeException) when (slots.Length > 1)
        {
            // One item may have spoilt it for the others.
            foreach (var slot in slots) Run([slot]);
        }
        catch (Exception exception) when (slots.Length == 1 && exception is OnnxRuntimeException or DeviceMemoryException)
        {
            slots[0].Fail($"The model failed on this item: {exception.Message}");
        }
    }

    private void Release(Slot[] slots)
    {
        var bytes = 0L;
        foreach (var slot in slots)
        {
            bytes += slot.Prepared!.ByteCount;
            slot.Prepared.Dispose();
            slot.Prepared = null;
        }

        memory.Remove(bytes);
    }
}
