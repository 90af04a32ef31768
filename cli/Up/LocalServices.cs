using Winnow.Azurite;
using Winnow.Cli.Output;

namespace Winnow.Cli.Up;

/// <summary>Storage and the function app, started together on this machine and stopped together.</summary>
public sealed class LocalServices : IAsyncDisposable
{
    private readonly AzuriteProcess? _azurite;

    private LocalServices(AzuriteProcess? azurite, FunctionApp app, string storage)
    {
        _azurite = azurite;
        App = app;
        Storage = storage;
    }

    public FunctionApp App { get; }

    public string Storage { get; }

    /// <summary>Starts what is missing: Azurite unless there is a connection string, then the app.</summary>
    /// <param name="folder">Keeps the data of both.</param>
    /// <param name="storage">Connection string of storage that runs already; null to start Azurite.</param>
    /// <param name="port">The wanted port of the app.</param>
    /// <param name="settings">More settings for the app.</param>
    /// <param name="console">Where the steps are told.</param>
    /// <param name="cancellationToken">Stops the start, and what was started.</param>
    public static async Task<LocalServices> StartAsync(
        string folder, string? storage, int port, IReadOnlyDictionary<string, string> settings, CliConsole console, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        AzuriteProcess? azurite = null;
        try
        {
            azurite = storage is null ? await StartAzuriteAsync(folder, cancellationToken) : null;
            var connection = storage ?? azurite!.ConnectionString;
            console.Notes.Line($"{"storage",-22} {azurite?.BlobEndpoint.ToString() ?? "as given"}");
            var app = await FunctionApp.StartAsync(
                new() { Storage = connection, Folder = folder, Port = port, Settings = settings }, cancellationToken);
            console.Notes.Line($"{"function app",-22} {app.Url.AbsoluteUri.TrimEnd('/')}  log {app.LogPath}");
            return new(azurite, app, connection);
        }
        catch
        {
            await (azurite?.DisposeAsync() ?? ValueTask.CompletedTask);
            throw;
        }
    }

    public UpState ToState() => new(App.Url.AbsoluteUri.TrimEnd('/'), Storage, Environment.ProcessId, App.ProcessId, App.LogPath);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await (_azurite?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private static async Task<AzuriteProcess> StartAzuriteAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            var options = AzuriteOptions.WellKnownPorts with { Location = Path.GetFullPath(Path.Combine(folder, "azurite")) };
            return await AzuriteProcess.StartAsync(options, cancellationToken);
        }
        catch (AzuriteException error)
        {
            throw new CliException("azurite-failed", error.Message, error);
        }
    }
}
