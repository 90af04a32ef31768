using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Winnow.Local.Tests.Queues;

/// <summary>The endpoint in a process of its own, which can be killed.</summary>
internal sealed class QueueHostProcess : IDisposable
{
    private readonly Process process;

    private QueueHostProcess(Process process, int port)
    {
        this.process = process;
        Port = port;
    }

    public int Port { get; }

    public string ConnectionString =>
        $"Endpoint=sb://localhost:{Port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;";

    /// <param name="settings">The endpoint's options, to be serialised as JSON.</param>
    public static async Task<QueueHostProcess> StartAsync(object settings)
    {
        var host = Path.Combine(AppContext.BaseDirectory, "Winnow.Local.CrashHost.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", host, "queues", JsonSerializer.Serialize(settings)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var port = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The endpoint did not start.");
        return new QueueHostProcess(process, int.Parse(port, CultureInfo.InvariantCulture));
    }

    /// <summary>Kills it (SIGKILL).</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }
}
