namespace Winnow.Local.Queues.Protocol;

/// <summary>How many messages a receiver takes. Not thread-safe.</summary>
/// <remarks>
/// The library reports how far each flow moves the limit, measured from its own count. That count a flow without or with less new credit sets
/// to zero, although the receiver's credit stands: so it is followed here beside the true one.
/// </remarks>
internal sealed class LinkCredit
{
    private int pending;
    private int library;

    /// <summary>Messages that may still be promised.</summary>
    public int Available { get; private set; }

    /// <summary>Whether promised messages are still to be sent.</summary>
    public bool HasPending => pending > 0;

    /// <param name="change">What the library reports of a flow.</param>
    public void Grant(int change)
    {
        var limit = library + change;
        Available = Math.Max(limit - pending, 0);
        library = change > 0 ? limit : 0;
    }

    /// <summary>Promises a message.</summary>
    public void Reserve()
    {
        Available--;
        pending++;
    }

    /// <summary>Takes note of a promised message that is sent.</summary>
    public void Use()
    {
        pending--;
        library--;
    }

    /// <summary>Gives up all credit, as a drain demands.</summary>
    public void Clear() => Available = library = 0;
}
