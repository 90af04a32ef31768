using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Winnow.JavaScript;
using Winnow.Local.Queues;

namespace Winnow.Bench;

/// <summary>The local Service Bus endpoint, driven by Azure's JavaScript client: messages sent, and received and completed.</summary>
internal sealed class ServiceBusBenchmark : IBenchmark
{
    private const string Queue = "bench";

    /// <summary>Messages that warm up the client before each part.</summary>
    private const int WarmUp = 1000;

    public string Name => "servicebus";

    public string Summary => "The local Service Bus endpoint and Azure's JavaScript client: 1 KiB messages a second, each on the disk when it is accepted.";

    public IReadOnlyList<string> Options =>
    [
        "--messages N   messages of each part; a tenth of it one by one (default 20000)",
        "--parallel N   calls at once (default 64)",
        "--batch N      messages of a batch (default 100)",
        "--batches N    batches under way at once (default 4)",
    ];

    public async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("winnow-bench-");
        try
        {
            var options = new QueueServerOptions
            {
                Port = 0,
                Path = Path.Combine(folder.FullName, "queues.db"),
                Queues = { [Queue] = new() },
            };
            await using var server = new QueueServer(options, NullLoggerFactory.Instance, TimeProvider.System);
            await server.StartAsync(cancellationToken);
            return await MeasureAsync(server.ConnectionString, arguments, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Measurement>> MeasureAsync(
        string connectionString, BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var count = arguments.Number("--messages", 20_000);
        var settings = new
        {
            connectionString,
            queue = Queue,
            count,
            parallel = arguments.Number("--parallel", 64),
            batch = arguments.Number("--batch", 100),
            batchesAtOnce = arguments.Number("--batches", 4),
        };
        await Console.Error.WriteLineAsync($"{WarmUp + (2 * count) + (count / 10)} messages are sent …");
        var sent = await ServiceBusScript.RunAsync("load.send", settings, cancellationToken);
        await Console.Error.WriteLineAsync("… and received");
        var received = await ServiceBusScript.RunAsync("load.receive", settings, cancellationToken);
        return
        [
            Rate("sentOneByOne", sent, "oneByOne"),
            Rate("sentInParallel", sent, "parallel"),
            Rate("sentInBatches", sent, "batches"),
            Rate("receivedAndCompletedOneByOne", received, "oneByOne"),
            Rate("receivedAndCompletedInParallel", received, "parallel"),
            Rate("receivedAndCompletedInBatches", received, "batches"),
            new("processorSecondsOfEndpoint", Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds, "s"),
            new("peakMemoryOfEndpoint", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6, "MB"),
        ];
    }

    private static Measurement Rate(string name, JsonElement rates, string way) => new(name, rates.GetProperty(way).GetDouble(), "1/s");
}
