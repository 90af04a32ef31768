using Amqp;
using Amqp.Framing;

namespace Azure.Messaging.ServiceBus.Internal;

/// <summary>One open link that messages come over, with those that no call has taken yet.</summary>
/// <remarks>
/// The link has credit for what calls wait for, or for the prefetch. AMQPNetLite does not tell when a drain has ended, so that credit
/// is not taken back when a call ends with less than it asked for: a message that comes when nobody waits is kept for a moment and then released.
/// </remarks>
internal sealed class ReceiveLink
{
    // A call that got its first message takes what comes along with it.
    private static readonly TimeSpan s_gather = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_keep = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly LinkedList<Message> _messages = [];
    private readonly List<Waiter> _waiters = [];
    private readonly LinkWatch _watch = new();
    private readonly Session _session;
    private readonly ReceiverLink _link;
    private readonly string _entityPath;
    private readonly int _prefetch;
    private readonly bool _isLocking;
    private int _credit;

    private ReceiveLink(Session session, string entityPath, int prefetch, ServiceBusReceiveMode mode)
    {
        _session = session;
        _entityPath = entityPath;
        _prefetch = prefetch;
        _isLocking = mode == ServiceBusReceiveMode.PeekLock;
        var attach = new Attach
        {
            Source = new Source { Address = entityPath },
            Target = new Target(),
            SndSettleMode = _isLocking ? SenderSettleMode.Unsettled : SenderSettleMode.Settled,
            RcvSettleMode = _isLocking ? ReceiverSettleMode.Second : ReceiverSettleMode.First,
        };
        _link = new ReceiverLink(session, $"{entityPath}-{Guid.NewGuid():N}", attach, _watch.OnAttached);
        _watch.Watch(_link);
    }

    public bool IsOpen => !_link.IsClosed;

    public static async Task<ReceiveLink> OpenAsync(
        Session session, string entityPath, int prefetch, ServiceBusReceiveMode mode, CancellationToken cancellationToken)
    {
        try
        {
            var link = new ReceiveLink(session, entityPath, prefetch, mode);
            await link._watch.WaitAsync(entityPath, cancellationToken);
            link._link.Start(0, link.OnMessage);
            lock (link._lock)
                link.Order();
            return link;
        }
        catch
        {
            session.CloseQuietly();
            throw;
        }
    }

    /// <summary>Returns messages as soon as there are some; none after the wait.</summary>
    /// <exception cref="ServiceBusException">The link was closed meanwhile.</exception>
    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveAsync(int maxMessages, TimeSpan wait, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(maxMessages);
        lock (_lock)
        {
            if (_messages.Count > 0)
                return Take(maxMessages);
            _waiters.Add(waiter);
            Order();
        }
        try
        {
            await _watch.UnlessClosedAsync(waiter.Arrived, _entityPath, cancellationToken).WaitAsync(wait, cancellationToken);
            if (maxMessages > 1)
                await Task.Delay(s_gather, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (TimeoutException)
        {
            // Nothing came.
        }
        finally
        {
            // Nobody waits for it any more: what was chained to it ends, too.
            waiter.Signal();
            lock (_lock)
            {
                _waiters.Remove(waiter);
                if (cancellationToken.IsCancellationRequested)
                    KeepForAMoment();
            }
        }
        lock (_lock)
            return Take(maxMessages);
    }

    /// <summary>Gives back what nobody took.</summary>
    public void Close()
    {
        Release(_ => true);
        _session.CloseQuietly();
    }

    private void OnMessage(IReceiverLink link, Message message)
    {
        lock (_lock)
        {
            _credit = Math.Max(0, _credit - 1);
            _messages.AddLast(message);
            foreach (var waiter in _waiters)
                waiter.Signal();
            if (_waiters.Count == 0)
                KeepForAMoment();
        }
    }

    private List<ServiceBusReceivedMessage> Take(int maxMessages)
    {
        List<ServiceBusReceivedMessage> taken = [];
        while (taken.Count < maxMessages && _messages.First is { } first)
        {
            _messages.RemoveFirst();
            var message = first.Value;
            var lockToken = _isLocking && message.DeliveryTag is { Length: 16 } tag ? new Guid(tag) : default;
            taken.Add(MessageReader.Read(message, lockToken, _isLocking ? new Delivery(_link, message) : null));
        }
        Order();
        return taken;
    }

    /// <summary>Asks for as many messages as are wanted and not on their way.</summary>
    private void Order()
    {
        var wanted = Math.Max(_prefetch, _waiters.Sum(waiter => waiter.Count)) - _messages.Count - _credit;
        if (wanted <= 0 || _link.IsClosed)
            return;
        _credit += wanted;
        _link.SetCredit(wanted, autoRestore: false);
    }

    private void KeepForAMoment()
    {
        // Of a queue that is not locked the message is gone: it waits for the next call.
        if (_prefetch > 0 || !_isLocking || _messages.Count == 0)
            return;
        Message[] late = [.. _messages];
        _ = ReleaseLaterAsync(late);
    }

    private async Task ReleaseLaterAsync(Message[] late)
    {
        await Task.Delay(s_keep);
        Release(late.Contains);
    }

    private void Release(Func<Message, bool> isUnwanted)
    {
        List<Message> released;
        lock (_lock)
        {
            released = _isLocking ? [.. _messages.Where(isUnwanted)] : [];
            foreach (var message in released)
                _messages.Remove(message);
        }
        foreach (var message in released)
            new Delivery(_link, message).Release();
    }

    private sealed class Waiter(int count)
    {
        private readonly TaskCompletionSource<bool> _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Count => count;

        public Task<bool> Arrived => _arrived.Task;

        public void Signal() => _arrived.TrySetResult(true);
    }
}
