namespace Winnow.Cli.Up;

/// <summary>How the function app is started on this machine.</summary>
public sealed record FunctionAppOptions
{
    /// <value>Connection string of the storage for data and for the runtime.</value>
    public required string Storage { get; init; }

    /// <value>Where the app keeps its task hub and its log.</value>
    public required string Folder { get; init; }

    /// <value>The wanted port; taken ones are stepped around. Default 7071.</value>
    public int Port { get; init; } = 7071;

    /// <value>More settings, by their names with <c>:</c>.</value>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <value>How long the app may take until it answers. Default two minutes.</value>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(2);
}
