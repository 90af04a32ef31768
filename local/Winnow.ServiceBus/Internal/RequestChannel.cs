using System.Collections.Concurrent;
using Amqp;
using Amqp.Framing;

namespace Azure.Messaging.ServiceBus.Internal;

/// <summary>A pair of links over which requests are answered: <c>$cbs</c> and <c>$management</c>.</summary>
internal sealed class RequestChannel
{
    private const int ReplyCredit = 100;

    private readonly ConcurrentDictionary<string, TaskCompletionSource<Message>> _pending = new(StringComparer.Ordinal);
    private readonly LinkWatch _sending = new();
    private readonly LinkWatch _receiving = new();
    private readonly string _address;
    private readonly string _replyTo;
    private readonly Session _session;
    private readonly SenderLink _sender;
    private readonly ReceiverLink _receiver;

    private RequestChannel(Session session, string address)
    {
        _session = session;
        _address = address;
        _replyTo = $"{address}-{Guid.NewGuid():N}";
        var attach = new Attach { Source = new Source { Address = address }, Target = new Target { Address = _replyTo } };
        _receiver = new ReceiverLink(session, $"{_replyTo}-replies", attach, _receiving.OnAttached);
        _receiving.Watch(_receiver);
        _sender = new SenderLink(session, $"{_replyTo}-requests", new Target { Address = address }, _sending.OnAttached);
        _sending.Watch(_sender);
    }

    public bool IsOpen => !_sender.IsClosed && !_receiver.IsClosed;

    public static async Task<RequestChannel> OpenAsync(Session session, string address, CancellationToken cancellationToken)
    {
        var channel = new RequestChannel(session, address);
        try
        {
            await channel._receiving.WaitAsync(address, cancellationToken);
            await channel._sending.WaitAsync(address, cancellationToken);
            channel._receiver.Start(ReplyCredit, channel.OnReply);
            return channel;
        }
        catch
        {
            channel.Close();
            throw;
        }
    }

    public async Task<Message> RequestAsync(Message request, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid().ToString();
        request.Properties ??= new Properties();
        request.Properties.MessageId = id;
        request.Properties.ReplyTo = _replyTo;
        var reply = new TaskCompletionSource<Message>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[id] = reply;
        try
        {
            _sender.Send(request, (_, _, outcome, _) => OnOutcome(reply, outcome), null);
            return await _receiving.UnlessClosedAsync(_sending.UnlessClosedAsync(reply.Task, _address, cancellationToken), _address, cancellationToken);
        }
        finally
        {
            _pending.TryRemove(id, out _);
        }
    }

    /// <summary>Closes without waiting for the other side.</summary>
    public void Close() => _session.CloseQuietly();

    private void OnOutcome(TaskCompletionSource<Message> reply, Outcome? outcome)
    {
        if (outcome is Rejected rejected)
            reply.TrySetException(AmqpErrors.ToException(rejected.Error, _address));
        else if (outcome is not Accepted)
            reply.TrySetException(AmqpErrors.Lost("The request was not taken.", _address));
    }

    private void OnReply(IReceiverLink link, Message message)
    {
        link.Accept(message);
        if (message.Properties?.GetCorrelationId()?.ToString() is { } id && _pending.TryRemove(id, out var reply))
            reply.TrySetResult(message);
    }
}
