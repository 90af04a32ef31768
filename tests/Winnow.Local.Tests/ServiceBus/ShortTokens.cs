using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Internal;

namespace Winnow.Local.Tests.ServiceBus;

/// <summary>Signs tokens that are valid for three seconds.</summary>
internal sealed class ShortTokens(string connectionString) : TokenSource
{
    private readonly ServiceBusConnectionStringProperties _properties = ServiceBusConnectionStringProperties.Parse(connectionString);
    private readonly TaskCompletionSource _third = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    /// <summary>Ends when the third token was asked for.</summary>
    public Task ThirdAsync() => _third.Task;

    public override ValueTask<SecurityToken> GetAsync(string audience, CancellationToken cancellationToken)
    {
        var expiresOn = TimeProvider.System.GetUtcNow().AddSeconds(3);
        var token = SharedKeyTokenSource.Sign(audience, _properties.SharedAccessKeyName!, _properties.SharedAccessKey!, expiresOn);
        if (Interlocked.Increment(ref _count) == 3)
            _third.TrySetResult();
        return ValueTask.FromResult(new SecurityToken(token, SecurityToken.SharedAccessSignature, expiresOn));
    }
}
