using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Azure.Storage.Blobs;

namespace Winnow.Cli.Tests;

/// <summary>The program as a process: what it starts, and that nothing of it is left however it ends.</summary>
[Collection(CommandLines.Name)]
public sealed class ProcessTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("INT", 0)]
    [InlineData("TERM", 0)]
    [InlineData("KILL", 137)]
    public async Task Up_WhenItIsSignalled_LeavesNothingBehind(string signal, int exitCode)
    {
        using var up = Start("up", "--json");
        var state = await ReadUpAsync(up);
        using var client = new HttpClient();
        using (var answer = await client.GetAsync($"{state.GetProperty("url").GetString()}/api/datasets"))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        var started = Descendants(up.Id);
        Assert.Contains(state.GetProperty("appProcessId").GetInt32(), started);
        await SignalAsync(signal, up.Id);
        await WaitForExitAsync(up);

        Assert.Equal(exitCode, up.ExitCode);
        await AssertGoneAsync(started);
        Assert.All(PortsOf(state), port => Assert.True(IsFree(port), $"Port {port} is still taken."));
        Assert.Equal(signal == "KILL", File.Exists(Path.Combine(_folder.Path, ".winnow", "up.json")));
    }

    [Fact]
    public async Task Up_WhenItsPortsAreTaken_StepsAroundThem()
    {
        var taken = new[] { 7071, 10000, 10001, 10002 };
        using var listeners = new Listeners(taken);
        using var up = Start("up", "--json");

        var ports = PortsOf(await ReadUpAsync(up));
        await SignalAsync("TERM", up.Id);
        await WaitForExitAsync(up);

        Assert.Equal(4, ports.Distinct().Count());
        Assert.Empty(ports.Intersect(taken));
    }

    [Fact]
    public async Task Up_SentRequests_AreServedToldAndRefused()
    {
        using var up = Start("up", "--json");
        var state = await ReadUpAsync(up);
        var (url, bus) = (state.GetProperty("url").GetString()!, state.GetProperty("serviceBus").GetString()!);
        var container = new BlobContainerClient(state.GetProperty("storage").GetString(), "raw");
        await container.CreateAsync();
        await container.GetBlobClient("day/1.txt").UploadAsync(BinaryData.FromString("one"));
        Assert.Equal(0, (await CliRun.RunAsync("datasets", "create", "scans", "--url", url)).ExitCode);

        var sent = await CliRun.RunAsync(
            "send", "--type", "ingest", "--dataset", "scans", "--blob", $"{container.Uri}/day/1.txt", "--id", "good", "--wait", "--json", "--connection", bus);
        var refused = await CliRun.RunAsync("send", "--type", "label", "--dataset", "scans", "--model", "none", "--id", "bad", "--wait", "--json", "--connection", bus);
        var letters = await CliRun.RunAsync("deadletters", "--json", "--connection", bus);
        var again = await CliRun.RunAsync("deadletters", "--resubmit", "--id", "bad", "--json", "--connection", bus);
        var events = await CliRun.RunAsync("events", "--take", "--json", "--connection", bus);
        var nothing = await CliRun.RunAsync("events", "--json", "--connection", bus);
        await SignalAsync("TERM", up.Id);
        await WaitForExitAsync(up);

        Assert.Equal((0, "good", "items.ingested"), (sent.ExitCode, sent.Json.GetProperty("messageId").GetString(), sent.Json.GetProperty("event").GetProperty("type").GetString()));
        Assert.Equal((1, "unknown-model"), (refused.ExitCode, refused.Json.GetProperty("error").GetProperty("code").GetString()));
        var letter = Assert.Single(letters.Json.GetProperty("deadLetters").EnumerateArray());
        Assert.Equal(("bad", "label", "unknown-model"), (letter.GetProperty("messageId").GetString(), letter.GetProperty("type").GetString(), letter.GetProperty("reason").GetString()));
        Assert.Equal("bad~2", Assert.Single(again.Json.GetProperty("deadLetters").EnumerateArray()).GetProperty("resubmittedAs").GetString());
        var lines = events.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Contains(lines, line => line.GetProperty("subject").GetString() == sent.Json.GetProperty("event").GetProperty("subject").GetString());
        Assert.Equal("", nothing.Output);
    }

    [Fact]
    public async Task Demo_WhenItIsInterruptedInTheMiddle_LeavesNothingBehind()
    {
        using var demo = Start("demo", "--json");
        while (await demo.StandardError.ReadLineAsync() is { } line && !line.StartsWith("function app", StringComparison.Ordinal))
        {
        }

        var started = Descendants(demo.Id);
        Assert.NotEmpty(started);
        await SignalAsync("INT", demo.Id);
        _ = demo.StandardError.ReadToEndAsync();
        var output = await demo.StandardOutput.ReadToEndAsync();
        await WaitForExitAsync(demo);

        Assert.Equal(ExitCodes.Cancelled, demo.ExitCode);
        Assert.Equal("cancelled", JsonDocument.Parse(output).RootElement.GetProperty("error").GetProperty("code").GetString());
        await AssertGoneAsync(started);
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "winnow.dll"), .. arguments])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("WINNOW_STORAGE");
        return Process.Start(start)!;
    }

    /// <summary>The object that <c>up --json</c> prints when everything runs.</summary>
    private static async Task<JsonElement> ReadUpAsync(Process up)
    {
        var errors = up.StandardError.ReadToEndAsync();
        var text = "";
        while (await up.StandardOutput.ReadLineAsync() is { } line)
        {
            text += line;
            if (line == "}")
            {
                return JsonDocument.Parse(text).RootElement;
            }
        }

        throw new InvalidOperationException($"'winnow up' ended: {text}{await errors}");
    }

    private static int[] PortsOf(JsonElement state) =>
    [
        new Uri(state.GetProperty("url").GetString()!).Port,
        .. state.GetProperty("storage").GetString()!.Split(';').Where(part => part.Contains("Endpoint=http", StringComparison.Ordinal))
            .Select(part => new Uri(part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]).Port),
    ];

    private static bool IsFree(int port)
    {
        try
        {
            using var listeners = new Listeners([port], mustListen: true);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task SignalAsync(string signal, int processId)
    {
        using var kill = Process.Start("kill", ["-s", signal, processId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    private static async Task WaitForExitAsync(Process process)
    {
        using var limit = new CancellationTokenSource(s_patience);
        await process.WaitForExitAsync(limit.Token);
    }

    private static async Task AssertGoneAsync(IReadOnlyList<int> processIds)
    {
        using var limit = new CancellationTokenSource(s_patience);
        while (processIds.Any(IsAlive))
        {
            Assert.False(limit.IsCancellationRequested, $"Still there: {string.Join(' ', processIds.Where(IsAlive))}");
            await Task.Delay(100);
        }
    }

    private static bool IsAlive(int processId) => Stat(processId) is { State: not 'Z' };

    private static List<int> Descendants(int processId)
    {
        var all = Directory.GetDirectories("/proc").Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0)
            .Select(id => (Id: id, Stat: Stat(id))).Where(process => process.Stat is not null).ToLookup(process => process.Stat!.Value.Parent, process => process.Id);
        List<int> Below(int parent) => [.. all[parent].SelectMany(child => Below(child).Prepend(child))];
        return Below(processId);
    }

    /// <summary>State and parent of a process (proc(5)); null when there is none.</summary>
    private static (char State, int Parent)? Stat(int processId)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{processId}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Takes ports; one that somebody else holds is taken already, unless it must be free.</summary>
    private sealed class Listeners : IDisposable
    {
        private readonly List<TcpListener> _listeners = [];

        public Listeners(int[] ports, bool mustListen = false)
        {
            foreach (var port in ports)
            {
                var listener = new TcpListener(IPAddress.Loopback, port);
                try
                {
                    listener.Start();
                    _listeners.Add(listener);
                }
                catch (SocketException) when (!mustListen)
                {
                    listener.Dispose();
                }
            }
        }

        public void Dispose() => _listeners.ForEach(listener => listener.Dispose());
    }
}
