using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Winnow.JavaScript;

/// <summary>A function of one of the scripts beside this file, run by Node with Azure's Service Bus client for JavaScript.</summary>
/// <remarks>
/// A script writes lines while it runs and its result, as JSON, in the last one. It ends when this process does, killed or not: its standard
/// input is a pipe that it watches.
/// </remarks>
public sealed class ServiceBusScript : IAsyncDisposable
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);
    private static readonly string s_folder = typeof(ServiceBusScript).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Scripts").Value!;

    private readonly Process _process;
    private readonly Task<string> _errors;

    private ServiceBusScript(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Runs a function to its end and returns its result.</summary>
    /// <param name="function">File and function, for example <c>settle.complete</c>.</param>
    /// <param name="arguments">What the function takes, serialised as JSON.</param>
    /// <param name="cancellationToken">Kills the script.</param>
    /// <exception cref="InvalidOperationException">It failed; the message says what it printed.</exception>
    public static async Task<JsonElement> RunAsync(string function, object arguments, CancellationToken cancellationToken = default)
    {
        await using var script = Start(function, arguments);
        return await script.WaitAsync(cancellationToken);
    }

    /// <summary>Starts a function that does not end soon.</summary>
    public static ServiceBusScript Start(string function, object arguments)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(s_folder, "run.mjs"), function, JsonSerializer.Serialize(arguments, s_json)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new ServiceBusScript(Process.Start(start)!);
    }

    /// <summary>The next line that it writes, or null at its end.</summary>
    public ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken = default) => _process.StandardOutput.ReadLineAsync(cancellationToken);

    /// <summary>Tells it something, if it listens.</summary>
    public async Task WriteLineAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits for its end and returns its result: the last line that it writes.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message says what it printed.</exception>
    public async Task<JsonElement> WaitAsync(CancellationToken cancellationToken = default)
    {
        string? last = null;
        while (await ReadLineAsync(cancellationToken) is { } line)
        {
            last = line;
        }

        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode == 0 && last is not null
            ? JsonSerializer.Deserialize<JsonElement>(last)
            : throw new InvalidOperationException($"The script ended with {_process.ExitCode} after '{last}':{Environment.NewLine}{await _errors}");
    }

    /// <summary>Kills it (SIGKILL), as a crash would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }
}
