using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Winnow.Cli.Up;

/// <summary>The function app as a child process that never outlives this one.</summary>
public sealed class FunctionApp : IAsyncDisposable
{
    private const int StartTries = 3;
    private const int LogLines = 20;
    private static readonly TimeSpan GracefulStop = TimeSpan.FromSeconds(15);
    private readonly Process _process;
    private readonly Watchdog _watchdog;
    private readonly StreamWriter _log;
    private readonly Queue<string> _lastLines = [];
    private readonly string _addressFile;

    private FunctionApp(Process process, string addressFile, string logPath)
    {
        _process = process;
        _watchdog = Watchdog.Over(process);
        _addressFile = addressFile;
        LogPath = logPath;
        _log = new(logPath, append: false) { AutoFlush = true };
        process.OutputDataReceived += (_, line) => Log(line.Data);
        process.ErrorDataReceived += (_, line) => Log(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it serves, in the app's own words.</summary>
    public Uri Url { get; private set; } = new("about:blank");

    /// <summary>Everything that the app prints.</summary>
    public string LogPath { get; }

    public int ProcessId => _process.Id;

    public bool IsRunning => !_process.HasExited;

    /// <summary>Most memory that the app has used at once, in bytes.</summary>
    public long PeakMemory()
    {
        _process.Refresh();
        return _process.HasExited ? 0 : _process.PeakWorkingSet64;
    }

    /// <summary>Starts the app and waits until it answers.</summary>
    /// <exception cref="CliException">It is not built, ended by itself, or does not answer in time.</exception>
    public static async Task<FunctionApp> StartAsync(FunctionAppOptions options, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var app = Launch(options);
            try
            {
                await app.WaitUntilItAnswersAsync(options.StartTimeout, cancellationToken);
                return app;
            }
            catch (CliException) when (!app.IsRunning && attempt < StartTries && app.LostItsPort())
            {
                // Somebody took the port between choosing and listening: choose again.
                await app.DisposeAsync();
            }
            catch
            {
                await app.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>Asks the app to stop and waits; after fifteen seconds it is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await StopAsync();
        }

        _watchdog.Dispose();
        _process.Dispose();
        await _log.DisposeAsync();
    }

    private static FunctionApp Launch(FunctionAppOptions options)
    {
        var assembly = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "FunctionApp").Value!;
        if (!File.Exists(assembly))
        {
            throw new CliException("app-not-built", $"The function app is not built: {Path.GetFullPath(assembly)} is missing. Run 'dotnet build functions' first.");
        }

        Directory.CreateDirectory(options.Folder);
        File.Delete(AddressFile(options));
        var port = Ports.Choose(options.Port);
        var start = new ProcessStartInfo("dotnet", [Path.GetFullPath(assembly)])
        {
            WorkingDirectory = Path.GetDirectoryName(Path.GetFullPath(assembly)),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in Settings(options, port))
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return new(Process.Start(start)!, AddressFile(options), Path.GetFullPath(Path.Combine(options.Folder, "app.log")));
    }

    private static string AddressFile(FunctionAppOptions options) => Path.GetFullPath(Path.Combine(options.Folder, "address"));

    private static IEnumerable<KeyValuePair<string, string>> Settings(FunctionAppOptions options, int port) =>
    [
        new("Storage", options.Storage),
        new("AzureWebJobsStorage", options.Storage),
        new("Api:Access", "Open"),
        new("Local:Port", port.ToString(CultureInfo.InvariantCulture)),
        new("Local:TaskHubPath", Path.GetFullPath(Path.Combine(options.Folder, "taskhub.db"))),
        new("Local:AddressFile", AddressFile(options)),
        .. options.Settings,
    ];

    /// <summary>The app writes its address when it serves: another program on that port cannot be taken for it.</summary>
    private async Task WaitUntilItAnswersAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            while (!File.Exists(_addressFile))
            {
                await ThrowIfEndedAsync(limit.Token);
                await Task.Delay(50, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CliException("app-not-ready", $"The function app did not serve within {timeout.TotalSeconds:0} s. Its log is {LogPath}; it ends:\n{Tail()}");
        }

        Url = new(await File.ReadAllTextAsync(_addressFile, cancellationToken));
    }

    private async Task ThrowIfEndedAsync(CancellationToken cancellationToken)
    {
        if (!IsRunning)
        {
            await _process.WaitForExitAsync(cancellationToken);
            throw new CliException("app-ended", $"The function app ended with code {_process.ExitCode} while it was starting. Its log is {LogPath}; it ends:\n{Tail()}");
        }
    }

    private bool LostItsPort() => Tail().Contains("address already in use", StringComparison.OrdinalIgnoreCase);

    private async Task StopAsync()
    {
        using var patience = new CancellationTokenSource(GracefulStop);
        try
        {
            Signals.Terminate(_process);
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private void Log(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lastLines)
        {
            _log.WriteLine(line);
            _lastLines.Enqueue(line);
            if (_lastLines.Count > LogLines)
            {
                _lastLines.Dequeue();
            }
        }
    }

    private string Tail()
    {
        lock (_lastLines)
        {
            return string.Join('\n', _lastLines.Select(line => "  " + line));
        }
    }
}
