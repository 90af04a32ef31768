using System.Text.Json;
using Winnow.Cli.Output;

namespace Winnow.Cli.Up;

/// <summary>What <c>winnow up</c> runs in a folder: written to <c>.winnow/up.json</c> while it runs.</summary>
/// <param name="Url">Address of the app.</param>
/// <param name="Storage">Connection string of the storage; Azurite's well-known key opens nothing else.</param>
/// <param name="ProcessId">The winnow process, which stops everything when it ends.</param>
/// <param name="AppProcessId">The function app.</param>
/// <param name="Log">What the app prints.</param>
/// <param name="ServiceBus">Connection string of the Service Bus endpoint; its key opens nothing but this endpoint on loopback.</param>
public sealed record UpState(string Url, string Storage, int ProcessId, int AppProcessId, string Log, string? ServiceBus = null)
{
    /// <summary>Where <c>up</c> and <c>demo</c> keep their data, relative to the current folder.</summary>
    public const string Folder = ".winnow";

    public static string DefaultPath => Path.Combine(Folder, "up.json");

    /// <summary>The state, when the process that wrote it still runs.</summary>
    public static UpState? TryRead(string path)
    {
        try
        {
            var state = JsonSerializer.Deserialize<UpState>(File.ReadAllText(path), Json.Compact);
            return state is not null && Processes.IsRunning(state.ProcessId) ? state : null;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            // Nothing runs here, or the file was cut short when it was killed.
            return null;
        }
    }

    public void Write(string path)
    {
        var temporary = path + ".tmp";
        File.WriteAllText(temporary, JsonSerializer.Serialize(this, Json.Indented));
        File.Move(temporary, path, overwrite: true);
    }
}
