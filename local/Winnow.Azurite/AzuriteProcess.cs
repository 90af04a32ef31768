using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Winnow.Azurite.Internal;

namespace Winnow.Azurite;

/// <summary>Azurite, the emulator of Azure Storage, as a child process that never outlives this one.</summary>
/// <remarks>
/// The child watches a pipe on its standard input (<c>watch-parent.cjs</c>) and ends when this process does, killed or not.
/// It can be stopped and started again on the same ports, which is how tests take storage away for a while.
/// </remarks>
public sealed class AzuriteProcess : IAsyncDisposable
{
    // Published in Azurite's documentation: it opens nothing but an emulator.
    private const string AccountName = "devstoreaccount1";
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const int StartTries = 5;

    private static readonly TimeSpan s_gracefulStop = TimeSpan.FromSeconds(8);

    private readonly AzuriteOptions _options;
    private AzuritePorts _ports;
    private Process? _process;
    private OutputTail _output = new();
    private bool _endedByItself;

    private AzuriteProcess(AzuriteOptions options) => _options = options;

    public Uri BlobEndpoint => EndpointOf(_ports.Blob);

    public Uri QueueEndpoint => EndpointOf(_ports.Queue);

    public Uri TableEndpoint => EndpointOf(_ports.Table);

    /// <summary>For every Azure Storage client; it stays the same over stops and starts.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};" +
        $"BlobEndpoint={BlobEndpoint};QueueEndpoint={QueueEndpoint};TableEndpoint={TableEndpoint};";

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>Starts Azurite and waits until its three services answer.</summary>
    /// <exception cref="AzuriteException">It did not start; the message says what it printed.</exception>
    public static async Task<AzuriteProcess> StartAsync(AzuriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        var azurite = new AzuriteProcess(options ?? new AzuriteOptions());
        for (var attempt = 1; ; attempt++)
        {
            azurite._ports = AzuritePorts.Choose(azurite._options);
            try
            {
                await azurite.StartAgainAsync(cancellationToken);
                return azurite;
            }
            catch (AzuriteException) when (azurite._endedByItself && attempt < StartTries)
            {
                // Somebody took one of the ports between choosing and listening: choose again.
            }
            catch
            {
                await azurite.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>Starts a stopped Azurite on the ports it had.</summary>
    /// <exception cref="AzuriteException">It did not start; the message says what it printed.</exception>
    public async Task StartAgainAsync(CancellationToken cancellationToken = default)
    {
        if (IsRunning)
            return;
        _output = new OutputTail();
        _endedByItself = false;
        _process = Launch();
        try
        {
            await WaitUntilItAnswersAsync(cancellationToken);
        }
        catch
        {
            await StopAsync();
            throw;
        }
    }

    /// <summary>Lets Azurite write its data and ends it; after eight seconds it is killed.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _process, null) is not { } process)
            return;
        using (process)
        {
            process.StandardInput.Close();
            using var patience = new CancellationTokenSource(s_gracefulStop);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private static Uri EndpointOf(int port) => new($"http://127.0.0.1:{port}/{AccountName}");

    private Process Launch()
    {
        var start = new ProcessStartInfo("node", Arguments())
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            var process = Process.Start(start)!;
            var output = _output;
            process.OutputDataReceived += (_, line) => output.Add(line.Data);
            process.ErrorDataReceived += (_, line) => output.Add(line.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return process;
        }
        catch (Win32Exception exception)
        {
            throw new AzuriteException("Azurite needs the program 'node' (20 or later), which could not be started. Install Node.js.", exception);
        }
    }

    private IEnumerable<string> Arguments()
    {
        string[] common =
        [
            "--require", Path.Combine(AppContext.BaseDirectory, "watch-parent.cjs"),
            "--require", Path.Combine(AppContext.BaseDirectory, "row-key-first.cjs"), NpmPackages.Find("azurite", "dist/src/azurite.js"),
            "--silent", "--skipApiVersionCheck", "--disableTelemetry",
            "--blobHost", "127.0.0.1", "--blobPort", Text(_ports.Blob),
            "--queueHost", "127.0.0.1", "--queuePort", Text(_ports.Queue),
            "--tableHost", "127.0.0.1", "--tablePort", Text(_ports.Table),
        ];
        return _options.Location is { } location ? [.. common, "--location", location] : [.. common, "--inMemoryPersistence"];
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private async Task WaitUntilItAnswersAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_options.StartTimeout);
        try
        {
            foreach (var endpoint in new[] { BlobEndpoint, QueueEndpoint, TableEndpoint })
            {
                while (!await IsAzuriteAsync(client, endpoint, limit.Token))
                    await Task.Delay(50, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AzuriteException($"Azurite did not answer within {_options.StartTimeout.TotalSeconds:0} s on {BlobEndpoint}. It printed: {_output}");
        }
    }

    /// <summary>Whether Azurite itself answers there, not another program that took the port.</summary>
    private async Task<bool> IsAzuriteAsync(HttpClient client, Uri endpoint, CancellationToken cancellationToken)
    {
        if (!IsRunning)
        {
            _endedByItself = true;
            throw new AzuriteException($"Azurite ended while it was starting on {BlobEndpoint}. It printed: {_output}");
        }
        try
        {
            using var response = await client.GetAsync(endpoint, cancellationToken);
            return response.Headers.Server.ToString().StartsWith("Azurite", StringComparison.OrdinalIgnoreCase);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
