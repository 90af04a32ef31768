using System.Collections.Concurrent;
using Amqp;
using Amqp.Framing;
using Amqp.Sasl;

namespace Azure.Messaging.ServiceBus.Internal;

/// <summary>One open connection, with the tokens that were shown on it.</summary>
internal sealed class AmqpConnection : IDisposable
{
    private const int IdleTimeoutMilliseconds = 120_000;
    private const int MaxFrameBytes = 65_536;
    private const string TokenNode = "$cbs";

    private static readonly TimeSpan s_refreshBefore = TimeSpan.FromMinutes(7);
    private static readonly TimeSpan s_leastWait = TimeSpan.FromSeconds(1);

    private readonly Connection _connection;
    private readonly Endpoint _endpoint;
    private readonly TokenSource _tokens;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _expiries = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _gate = new(1);
    private readonly CancellationTokenSource _closing = new();
    private RequestChannel? _channel;

    private AmqpConnection(Connection connection, Endpoint endpoint, TokenSource tokens)
    {
        _connection = connection;
        _endpoint = endpoint;
        _tokens = tokens;
    }

    public bool IsOpen => !_connection.IsClosed;

    public static async Task<AmqpConnection> OpenAsync(Endpoint endpoint, string identifier, TokenSource tokens, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory();
        factory.AMQP.ContainerId = $"{identifier}-{Guid.NewGuid():N}";
        factory.AMQP.HostName = endpoint.Host;
        factory.AMQP.IdleTimeout = IdleTimeoutMilliseconds;
        factory.AMQP.MaxFrameSize = MaxFrameBytes;
        factory.TCP.NoDelay = true;
        factory.SASL.Profile = SaslProfile.Anonymous;
        var opening = factory.CreateAsync(endpoint.ToAddress(), cancellationToken);
        try
        {
            // The handshake of SASL does not look at the token.
            return new AmqpConnection(await opening.WaitAsync(cancellationToken), endpoint, tokens);
        }
        catch (OperationCanceledException)
        {
            _ = opening.ContinueWith(
                static late => late.GetAwaiter().GetResult().CloseQuietly(),
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnRanToCompletion,
                TaskScheduler.Default);
            throw;
        }
    }

    public Session OpenSession() => new(_connection);

    /// <summary>Shows a token for an entity, unless one was shown before; it is shown anew before it expires.</summary>
    public async Task AuthorizeAsync(string path, CancellationToken cancellationToken)
    {
        var audience = _endpoint.Audience(path);
        if (_expiries.TryGetValue(audience, out var expiresOn) && expiresOn > TimeProvider.System.GetUtcNow())
            return;
        var token = await PutTokenAsync(audience, cancellationToken);
        if (_expiries.TryAdd(audience, token.ExpiresOn))
            _ = RefreshAsync(audience);
        else
            _expiries[audience] = token.ExpiresOn;
    }

    public void Dispose()
    {
        if (_closing.IsCancellationRequested)
            return;
        _closing.Cancel();
        _connection.CloseQuietly();
    }

    private async Task RefreshAsync(string audience)
    {
        while (IsOpen)
        {
            await Task.Delay(UntilRefresh(audience), _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_closing.IsCancellationRequested || !IsOpen)
                return;
            try
            {
                _expiries[audience] = (await PutTokenAsync(audience, _closing.Token)).ExpiresOn;
            }
#pragma warning disable CA1031 // Tried again. When it never succeeds, the next link shows a token of its own, and says why it cannot.
            catch
#pragma warning restore CA1031
            {
            }
        }
    }

    /// <summary>Seven minutes before the end, as the official client, or at half of what is left.</summary>
    private TimeSpan UntilRefresh(string audience)
    {
        var left = _expiries[audience] - TimeProvider.System.GetUtcNow();
        var wait = left > 2 * s_refreshBefore ? left - s_refreshBefore : left / 2;
        return wait > s_leastWait ? wait : s_leastWait;
    }

    private async Task<SecurityToken> PutTokenAsync(string audience, CancellationToken cancellationToken)
    {
        var token = await _tokens.GetAsync(audience, cancellationToken);
        var channel = await ChannelAsync(cancellationToken);
        var request = new Message(token.Value)
        {
            ApplicationProperties = new ApplicationProperties
            {
                ["operation"] = "put-token", ["type"] = token.Type, ["name"] = audience, ["expiration"] = token.ExpiresOn.UtcDateTime,
            },
        };
        var reply = await channel.RequestAsync(request, cancellationToken);
        var status = reply.ApplicationProperties?["status-code"] is int code ? code : 0;
        if (status is >= 200 and < 300)
            return token;
        var description = reply.ApplicationProperties?["status-description"] as string ?? $"The token was refused with status {status}.";
        throw AmqpErrors.ToException(Replies.Condition(reply, status), description, audience);
    }

    private async Task<RequestChannel> ChannelAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return _channel is { IsOpen: true } open ? open : _channel = await RequestChannel.OpenAsync(OpenSession(), TokenNode, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }
}
