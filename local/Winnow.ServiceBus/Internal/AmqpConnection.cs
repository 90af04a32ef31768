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
    private static readonly TimeSpan s_refreshRetry = TimeSpan.FromSeconds(30);

    private readonly Connection _connection;
    private readonly Endpoint _endpoint;
    private readonly TokenSource _tokens;
    private readonly ConcurrentDictionary<string, bool> _shown = new(StringComparer.Ordinal);
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
        if (_shown.ContainsKey(audience))
            return;
        var token = await PutTokenAsync(audience, cancellationToken);
        if (_shown.TryAdd(audience, true))
            _ = RefreshAsync(audience, token.ExpiresOn);
    }

    public void Dispose()
    {
        if (_closing.IsCancellationRequested)
            return;
        _closing.Cancel();
        _connection.CloseQuietly();
    }

    private async Task RefreshAsync(string audience, DateTimeOffset expiresOn)
    {
        while (IsOpen)
        {
            var left = expiresOn - TimeProvider.System.GetUtcNow();
            var wait = left - s_refreshBefore > s_refreshRetry ? left - s_refreshBefore : s_refreshRetry;
            await Task.Delay(wait, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_closing.IsCancellationRequested || !IsOpen)
                return;
            try
            {
                expiresOn = (await PutTokenAsync(audience, _closing.Token)).ExpiresOn;
            }
#pragma warning disable CA1031 // Tried again; when it never succeeds, the service closes the link, and its next use says why.
            catch
#pragma warning restore CA1031
            {
            }
        }
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
