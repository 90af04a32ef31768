using System.Globalization;
using System.Text.Json;
using Winnow.JavaScript;

namespace Winnow.Local.Tests.Queues;

/// <summary>Kills the process of the endpoint (SIGKILL) at random moments, while Azure's JavaScript client sends and receives.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Kills = 5;
    private const int Senders = 16;
    private const int ReceivedAtOnce = 40;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("winnow-queues-crash-");

    [Fact]
    public async Task Kill9_UnderLoad_LosesNoAcknowledgedMessageAndInventsNone()
    {
        var random = new Random(20261124);
        var host = await StartAsync(port: 0);
        await using var load = ServiceBusScript.Start(
            "load.overCrashes", new { host.ConnectionString, queue = "q", senders = Senders, receivedAtOnce = ReceivedAtOnce });
        for (var kill = 0; kill < Kills; kill++)
        {
            // Lines come after every hundred acknowledged messages.
            await SkipLinesAsync(load, random.Next(1, 4));
            await Task.Delay(random.Next(0, 25));
            await host.KillAsync();
            host.Dispose();
            host = await StartAsync(host.Port);
        }

        await SkipLinesAsync(load, 1);
        await load.WriteLineAsync("stop");
        var seen = await load.WaitAsync();
        host.Dispose();

        var acknowledged = Numbers(seen, "acknowledged");
        var received = Numbers(seen, "received").ToHashSet();
        var attempted = seen.GetProperty("attempted").GetInt32();
        Assert.True(acknowledged.Count >= Kills * 100);
        Assert.Empty(acknowledged.Except(received));
        Assert.All(received, id => Assert.InRange(id, 0, attempted - 1));
        Assert.Empty(Numbers(seen, "again"));
        // A completion under way at a kill may have been carried out although nobody could confirm it: those of one receive each time.
        Assert.InRange(received.Except(Numbers(seen, "completed")).Count(), 0, Kills * ReceivedAtOnce);
        // Of what was under way at a kill nobody knows whether it arrived: a sender's one message at most each time.
        Assert.InRange(received.Count - acknowledged.Count, 0, Kills * Senders);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private Task<QueueHostProcess> StartAsync(int port) => QueueHostProcess.StartAsync(new
    {
        port,
        path = Path.Combine(folder.FullName, "queues.db"),
        queues = new { q = new { maxDeliveryCount = 2000 } },
    });

    private static async Task SkipLinesAsync(ServiceBusScript load, int lines)
    {
        for (var line = 0; line < lines; line++)
        {
            var progress = await load.ReadLineAsync() ?? throw new InvalidOperationException("The load ended early.");
            Assert.True(int.TryParse(progress, NumberStyles.None, CultureInfo.InvariantCulture, out _), progress);
        }
    }

    private static List<int> Numbers(JsonElement seen, string name) => [.. seen.GetProperty(name).EnumerateArray().Select(id => id.GetInt32())];
}
