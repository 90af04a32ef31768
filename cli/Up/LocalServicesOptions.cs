namespace Winnow.Cli.Up;

/// <summary>How storage and the function app start on this machine.</summary>
public sealed record LocalServicesOptions
{
    /// <value>Keeps the data of both.</value>
    public required string Folder { get; init; }

    /// <value>Connection string of storage that runs already; null starts Azurite.</value>
    public string? Storage { get; init; }

    /// <value>Whether Azurite keeps its data in <see cref="Folder"/>; otherwise in memory, which saves it writing all tables anew every few seconds. Default: true.</value>
    public bool KeepsStorage { get; init; } = true;

    /// <value>The wanted port of the app. Default: 7071.</value>
    public int Port { get; init; } = 7071;

    /// <value>More settings for the app.</value>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
