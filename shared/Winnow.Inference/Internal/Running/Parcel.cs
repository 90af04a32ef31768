namespace Winnow.Inference.Internal.Running;

/// <summary>Items that follow each other in one run: they are handed from stage to stage together, and leave together.</summary>
internal sealed class Parcel
{
    // Whoever waits for the parcel goes on elsewhere: a thread that runs the model has better things to do.
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left;
    private volatile bool _isAbandoned;

    /// <param name="items">At least one.</param>
    /// <param name="times">Those of the run.</param>
    public Parcel(IReadOnlyList<InferenceItem> items, InferenceTimes times)
    {
        (_left, Times) = (items.Count, times);
        Slots = new Slot[items.Count];
        for (var i = 0; i < Slots.Length; i++)
        {
            Slots[i] = new(this, items[i]);
            ContentBytes += items[i].Content.Length;
        }
    }

    public Slot[] Slots { get; }

    public InferenceTimes Times { get; }

    public long ContentBytes { get; }

    /// <summary>Ends when every item has its result, or with what made the run fail.</summary>
    public Task Done => _done.Task;

    /// <summary>Nobody waits for the results any more: what has not begun need not.</summary>
    public bool IsAbandoned => _isAbandoned || _done.Task.IsFaulted;

    public void CountDown()
    {
        if (Interlocked.Decrement(ref _left) == 0) _done.TrySetResult();
    }

    public void Fail(Exception exception) => _done.TrySetException(exception);

    public void Abandon() => _isAbandoned = true;
}
