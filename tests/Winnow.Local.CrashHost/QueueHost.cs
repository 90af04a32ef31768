using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Winnow.Local.Queues;

namespace Winnow.Local.CrashHost;

/// <summary>Runs the Service Bus endpoint until it is killed, or until its input ends: <c>queues OPTIONS_JSON</c>.</summary>
internal static class QueueHost
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PreferredObjectCreationHandling = System.Text.Json.Serialization.JsonObjectCreationHandling.Populate,
    };

    public static async Task<int> RunAsync(string[] args)
    {
        var options = JsonSerializer.Deserialize<QueueServerOptions>(args[0], Json)!;
        await using var server = new QueueServer(options, NullLoggerFactory.Instance, TimeProvider.System);
        await server.StartAsync(CancellationToken.None);
        Console.WriteLine(server.Port);
        await Console.In.ReadToEndAsync();
        await server.StopAsync(CancellationToken.None);
        return 0;
    }
}
