namespace Azure.Messaging.ServiceBus.Internal;

/// <summary>What opens an entity.</summary>
/// <param name="Value">The token itself.</param>
/// <param name="Type">How the service is to read it.</param>
/// <param name="ExpiresOn">When it stops being valid.</param>
internal readonly record struct SecurityToken(string Value, string Type, DateTimeOffset ExpiresOn)
{
    public const string SharedAccessSignature = "servicebus.windows.net:sastoken";
    public const string JsonWebToken = "jwt";
}
