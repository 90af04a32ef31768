using Winnow.Azurite;
using Winnow.Cli.Bus;
using Winnow.Cli.Output;

namespace Winnow.Cli.Up;

/// <summary>Storage and the function app, started together on this machine and stopped together.</summary>
public sealed class LocalServices : IAsyncDisposable
{
    private readonly AzuriteProcess? _azurite;

    private LocalServices(AzuriteProcess? azurite, FunctionApp app, string storage, string? serviceBus)
    {
        _azurite = azurite;
        App = app;
        Storage = storage;
        ServiceBus = serviceBus;
    }

    public FunctionApp App { get; }

    public string Storage { get; }

    /// <summary>Connection string of the Service Bus endpoint that the app serves; null without one.</summary>
    public string? ServiceBus { get; }

    /// <summary>Starts what is missing: Azurite unless there is a connection string, then the app.</summary>
    /// <param name="options">What, where.</param>
    /// <param name="console">Where the steps are told.</param>
    /// <param name="cancellationToken">Stops the start, and what was started.</param>
    public static async Task<LocalServices> StartAsync(LocalServicesOptions options, CliConsole console, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Folder);
        AzuriteProcess? azurite = null;
        try
        {
            azurite = options.Storage is null ? await StartAzuriteAsync(options, cancellationToken) : null;
            var connection = options.Storage ?? azurite!.ConnectionString;
            console.Notes.Line($"{"storage",-22} {azurite?.BlobEndpoint.ToString() ?? "as given"}");
            var app = await FunctionApp.StartAsync(
                new() { Storage = connection, Folder = options.Folder, Port = options.Port, Settings = options.Settings }, cancellationToken);
            console.Notes.Line($"{"function app",-22} {app.Url.AbsoluteUri.TrimEnd('/')}  log {app.LogPath}");
            return new(azurite, app, connection, options.Settings.GetValueOrDefault(MessageBus.Setting));
        }
        catch
        {
            await (azurite?.DisposeAsync() ?? ValueTask.CompletedTask);
            throw;
        }
    }

    public UpState ToState() => new(App.Url.AbsoluteUri.TrimEnd('/'), Storage, Environment.ProcessId, App.ProcessId, App.LogPath, ServiceBus);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await (_azurite?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private static async Task<AzuriteProcess> StartAzuriteAsync(LocalServicesOptions services, CancellationToken cancellationToken)
    {
        try
        {
            var location = services.KeepsStorage ? Path.GetFullPath(Path.Combine(services.Folder, "azurite")) : null;
            var options = AzuriteOptions.WellKnownPorts with { Location = location };
            return await AzuriteProcess.StartAsync(options, cancellationToken);
        }
        catch (AzuriteException error)
        {
            throw new CliException("azurite-failed", error.Message, error);
        }
    }
}
