using Amqp;
using Amqp.Framing;

namespace Azure.Messaging.ServiceBus.Internal;

/// <summary>Waits for a link to open, and tells when it is gone.</summary>
internal sealed class LinkWatch
{
    private readonly TaskCompletionSource<Attach> _attached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Error?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the link is closed, by whichever side, with the reason.</summary>
    public Task<Error?> Closed => _closed.Task;

    public void OnAttached(ILink link, Attach attach) => _attached.TrySetResult(attach);

    public void Watch(Link link) => link.AddClosedCallback((_, error) => _closed.TrySetResult(error ?? link.Error));

    /// <returns>The other side's attach.</returns>
    /// <exception cref="ServiceBusException">The link was refused.</exception>
    public async Task<Attach> WaitAsync(string entity, CancellationToken cancellationToken)
    {
        await Task.WhenAny(_attached.Task, _closed.Task).WaitAsync(cancellationToken);
        if (_attached.Task.IsCompleted)
        {
            var attach = await _attached.Task;
            if ((attach.Role ? attach.Target : attach.Source) is not null)
                return attach;
        }
        // Whoever refuses a link attaches it without source or target, and says why when it detaches: AMQP 1.0, 2.6.3.
        throw AmqpErrors.ToException(await _closed.Task.WaitAsync(cancellationToken), entity);
    }

    /// <summary>Waits for an answer, unless the link goes first.</summary>
    public async Task<T> UnlessClosedAsync<T>(Task<T> answer, string entity, CancellationToken cancellationToken)
    {
        await Task.WhenAny(answer, _closed.Task).WaitAsync(cancellationToken);
        if (answer.IsCompleted)
            return await answer;
        var error = await _closed.Task;
        throw error is null ? AmqpErrors.Lost("The link was closed before the answer came.", entity) : AmqpErrors.ToException(error, entity);
    }
}
