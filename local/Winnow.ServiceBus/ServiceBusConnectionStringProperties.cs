namespace Azure.Messaging.ServiceBus;

/// <summary>The parts of a connection string.</summary>
public class ServiceBusConnectionStringProperties
{
    /// <summary>The address of the namespace, such as <c>sb://name.servicebus.windows.net/</c>.</summary>
    public Uri? Endpoint { get; private set; }

    public string? FullyQualifiedNamespace => Endpoint?.Host;

    public string? EntityPath { get; private set; }

    public string? SharedAccessKeyName { get; private set; }

    public string? SharedAccessKey { get; private set; }

    public string? SharedAccessSignature { get; private set; }

    /// <summary>Whether it is an emulator, which is reached without TLS.</summary>
    internal bool UseDevelopmentEmulator { get; private set; }

    /// <exception cref="ArgumentException">The text is empty.</exception>
    /// <exception cref="FormatException">A part is malformed, or there is no endpoint.</exception>
    public static ServiceBusConnectionStringProperties Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var properties = new ServiceBusConnectionStringProperties();
        foreach (var part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
                throw new FormatException("The connection string is malformed: its parts are 'name=value', with ';' between them. (The text is not shown, as it may hold a key.)");
            properties.Set(part[..equals].Trim(), part[(equals + 1)..].Trim());
        }
        return properties.Endpoint is null ? throw new FormatException("The connection string has no 'Endpoint=sb://…'.") : properties;
    }

    private void Set(string name, string value)
    {
        switch (name.ToUpperInvariant())
        {
            case "ENDPOINT":
                Endpoint = ParseEndpoint(value);
                break;
            case "ENTITYPATH":
                EntityPath = value;
                break;
            case "SHAREDACCESSKEYNAME":
                SharedAccessKeyName = value;
                break;
            case "SHAREDACCESSKEY":
                SharedAccessKey = value;
                break;
            case "SHAREDACCESSSIGNATURE":
                SharedAccessSignature = value;
                break;
            case "USEDEVELOPMENTEMULATOR":
                UseDevelopmentEmulator = bool.TryParse(value, out var use)
                    ? use
                    : throw new FormatException($"UseDevelopmentEmulator is '{value}' in the connection string; it is 'true' or 'false'.");
                break;
        }
    }

    private static Uri ParseEndpoint(string value)
    {
        var text = value.Contains("://", StringComparison.Ordinal) ? value : $"sb://{value}";
        return Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Host.Length > 0 && endpoint.Scheme == "sb"
            ? endpoint
            : throw new FormatException($"The endpoint '{value}' of the connection string is no address such as 'sb://name.servicebus.windows.net/'.");
    }
}
