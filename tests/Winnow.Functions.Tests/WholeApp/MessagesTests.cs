using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.DurableTask.Client;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Functions.Messages;
using Winnow.TestSupport;

namespace Winnow.Functions.Tests.WholeApp;

/// <summary>The whole app with its Service Bus endpoint: messages of real clients in, events out.</summary>
public sealed class MessagesTests : IAsyncLifetime
{
    private static readonly MessageSchemas s_schemas = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("winnow-sender-").FullName;
    private readonly RunningApp _app = new() { ServiceBus = $"Endpoint=sb://127.0.0.1:{FreePort()};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;" };
    private ServiceBusClient _client = null!;

    public async Task InitializeAsync()
    {
        await _app.InitializeAsync();
        _client = new ServiceBusClient(_app.ServiceBus!);
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_documented_JavaScript_sender_gets_from_files_to_items_labels_and_numbers()
    {
        var dataset = await _app.CreateDatasetAsync();
        var container = _app.Clients.Blobs.GetBlobContainerClient(AzuriteFixture.UniqueName("source"));
        await container.CreateAsync();
        for (var i = 0; i < 6; i++)
            await container.GetBlobClient($"day/{i:D4}.png").UploadAsync(BinaryData.FromBytes(SomeDigits.At(i).Png));
        var rows = Enumerable.Range(0, 6).Select(i => new { file_name = $"day/{i:D4}.png", label = SomeDigits.At(i).Label });

        var ingested = await SendFromNodeAsync("ingest", new { dataset, prefix = $"{container.Uri}/d" }, "order-1");
        var annotated = await SendFromNodeAsync("annotate", new { dataset, annotations = rows }, "order-2");
        var labelled = await SendFromNodeAsync("label", new { dataset, model = "digits-cnn", minimumConfidence = 0 }, "order-3");
        var evaluated = await SendFromNodeAsync("evaluate", new { dataset, model = "digits-cnn" }, "order-4");

        Assert.Equal(("items.ingested", "order-1", 6), Shown(ingested, data => data.GetProperty("counts").GetProperty("items")));
        Assert.Equal(("items.ingested", "order-2", 6), Shown(annotated, data => data.GetProperty("counts").GetProperty("annotations")));
        Assert.Equal(("labels.created", "order-3", 6), Shown(labelled, data => data.GetProperty("labelled")));
        Assert.Equal(("evaluation.completed", "order-4", 6), Shown(evaluated, data => data.GetProperty("items")));
        foreach (var happened in new[] { ingested, annotated, labelled, evaluated })
            Assert.Empty(await s_schemas.FindProblemsAsync($"events.{happened.GetProperty("type")}", Encoding.UTF8.GetBytes(happened.GetRawText())));
    }

    [Fact]
    public async Task A_refused_message_lies_among_the_dead_letters_with_code_and_next_step()
    {
        var dataset = await _app.CreateDatasetAsync();
        await SendAsync("label", """{ "dataset": "DATASET", "model": 7 }""".Replace("DATASET", dataset, StringComparison.Ordinal), "wrong-schema");
        await SendAsync("label", """{ "dataset": "nowhere-at-all" }""", "wrong-dataset");
        await SendAsync("paint", "{}", "wrong-type");

        var letters = await ReceiveAsync(_client.CreateReceiver("winnow-requests", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter }), 3);

        Assert.Equal(
            [("wrong-dataset", ErrorCodes.UnknownDataset), ("wrong-schema", ErrorCodes.InvalidMessage), ("wrong-type", ErrorCodes.UnknownMessageType)],
            letters.Select(letter => (letter.MessageId, letter.DeadLetterReason)).Order());
        Assert.Contains(letters, letter => letter.DeadLetterErrorDescription!.Contains("$.model is 7; it must be a string", StringComparison.Ordinal));
        Assert.Contains(letters, letter => letter.DeadLetterErrorDescription!.Contains("POST /api/datasets creates one", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_message_twice_is_one_run_and_one_event()
    {
        var dataset = await _app.CreateDatasetAsync();
        await _app.DropDigitsAsync(dataset, "a", 300..303);
        var body = $$"""{ "dataset": "{{dataset}}", "model": "digits-cnn" }""";

        // Duplicate detection drops the second one; the third comes later, under an id that the endpoint has not seen, and asks for a run of its own.
        await SendAsync("label", body, "twice");
        await SendAsync("label", body, "twice");
        await SendAsync("label", body, "last");
        var made = 0;
        var labels = (await ReceiveEventsAsync(happened => IsLabels(happened) && ++made == 2)).Where(IsLabels);

        Assert.Equal(["last", "twice"], labels.Select(happened => happened.GetProperty("correlationid").GetString()).Order());
        var runs = await _app.DurableClient.GetAllInstancesAsync(new OrchestrationQuery { InstanceIdPrefix = "labelling-" }).CountAsync();
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task A_message_that_comes_while_storage_is_away_is_served_when_it_is_back()
    {
        var dataset = await _app.CreateDatasetAsync();
        await _app.DropDigitsAsync(dataset, "a", 400..402);
        await _app.Azurite.StopAsync();
        await SendAsync("label", $$"""{ "dataset": "{{dataset}}", "model": "digits-cnn" }""", "patient");
        await _app.Azurite.StartAgainAsync();

        var events = await ReceiveEventsAsync(IsLabels);

        Assert.Equal("patient", events[^1].GetProperty("correlationid").GetString());
    }

    private static bool IsLabels(JsonElement happened) => happened.GetProperty("type").GetString() == "labels.created";

    private static (string? Type, string? Correlation, int Number) Shown(JsonElement happened, Func<JsonElement, JsonElement> number) => (
        happened.GetProperty("type").GetString(), happened.GetProperty("correlationid").GetString(), number(happened.GetProperty("data")).GetInt32());

    private async Task SendAsync(string type, string body, string id)
    {
        await using var sender = _client.CreateSender("winnow-requests");
        await sender.SendMessageAsync(new ServiceBusMessage(body) { MessageId = id, ApplicationProperties = { ["type"] = type, ["schema-version"] = "1.0" } });
    }

    /// <summary>Runs docs/messages/send.mjs with the official client, and returns the event that it prints.</summary>
    private async Task<JsonElement> SendFromNodeAsync(string type, object body, string id)
    {
        var modules = Path.Combine(_folder, "node_modules");
        if (!Directory.Exists(modules))
        {
            File.Copy(Path.Combine(RunningApp.Repository, "docs", "messages", "send.mjs"), Path.Combine(_folder, "send.mjs"));
            Directory.CreateSymbolicLink(modules, Path.Combine(RunningApp.Repository, "tests", "servicebus-client", "node_modules"));
        }

        var start = new ProcessStartInfo("node", ["send.mjs", type, JsonSerializer.Serialize(body), id])
        {
            WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["WINNOW_SERVICE_BUS"] = _app.ServiceBus },
        };
        using var node = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        try
        {
            var (output, error) = (node.StandardOutput.ReadToEndAsync(patience.Token), node.StandardError.ReadToEndAsync(patience.Token));
            await node.WaitForExitAsync(patience.Token);
            Assert.True(node.ExitCode == 0, $"{await output}{await error}");
            return JsonDocument.Parse(await output).RootElement;
        }
        finally
        {
            if (!node.HasExited)
                node.Kill(entireProcessTree: true);
        }
    }

    private async Task<List<JsonElement>> ReceiveEventsAsync(Func<JsonElement, bool> isLast)
    {
        await using var receiver = _client.CreateReceiver("winnow-events", "all");
        List<JsonElement> events = [];
        while (events.Count == 0 || !isLast(events[^1]))
        {
            var message = Assert.Single(await ReceiveAsync(receiver, 1));
            events.Add(JsonDocument.Parse(message.Body.ToMemory()).RootElement);
            Assert.Equal(message.MessageId, events[^1].GetProperty("id").GetString());
            await receiver.CompleteMessageAsync(message);
        }

        return events;
    }

    private static async Task<List<ServiceBusReceivedMessage>> ReceiveAsync(ServiceBusReceiver receiver, int count)
    {
        List<ServiceBusReceivedMessage> messages = [];
        await RunningApp.WaitAsync(
            async () =>
            {
                messages.AddRange(await receiver.ReceiveMessagesAsync(count - messages.Count, TimeSpan.FromSeconds(1)));
                return messages.Count == count;
            },
            $"{count} messages of {receiver.EntityPath}");
        return messages;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
