namespace Azure.Messaging.ServiceBus.Internal;

/// <summary>Makes the tokens of a client.</summary>
internal abstract class TokenSource
{
    public abstract ValueTask<SecurityToken> GetAsync(string audience, CancellationToken cancellationToken);

    /// <exception cref="ArgumentException">The connection string has neither a key nor a signature.</exception>
    public static TokenSource Parse(string connectionString)
    {
        var properties = ServiceBusConnectionStringProperties.Parse(connectionString);
        if (properties.SharedAccessSignature is { Length: > 0 } signature)
            return new SharedSignatureTokenSource(signature);
        return properties is { SharedAccessKeyName: { Length: > 0 } name, SharedAccessKey: { Length: > 0 } key }
            ? new SharedKeyTokenSource(name, key)
            : throw new ArgumentException(
                "The connection string needs 'SharedAccessKeyName' and 'SharedAccessKey', or 'SharedAccessSignature'.", nameof(connectionString));
    }
}
