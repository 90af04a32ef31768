namespace Azure.Messaging.ServiceBus.Internal;

/// <summary>The connection of a client: opened when it is needed, and opened again when it was lost.</summary>
internal sealed class ConnectionScope(Endpoint endpoint, string identifier, TokenSource tokens) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private AmqpConnection? _current;
    private bool _isClosed;

    public async Task<AmqpConnection> GetAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(ServiceBusClient));
            if (_current is { IsOpen: true })
                return _current;
            _current?.Dispose();
            _current = null;
            return _current = await AmqpConnection.OpenAsync(endpoint, identifier, tokens, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync();
        try
        {
            _isClosed = true;
            _current?.Dispose();
            _current = null;
        }
        finally
        {
            _gate.Release();
        }
    }
}
