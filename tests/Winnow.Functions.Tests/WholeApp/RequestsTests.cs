using System.Text;
using System.Text.Json;
using Microsoft.DurableTask.Client;
using Winnow.Core.Errors;
using Winnow.Core.Events;
using Winnow.Core.Ingestion;
using Winnow.Core.Messages;
using Winnow.Functions.Messages;
using Winnow.Storage;
using Winnow.TestSupport;

namespace Winnow.Functions.Tests.WholeApp;

/// <summary>Requests that come as messages: what they start, what they tell, and which are refused.</summary>
[Collection(RunningAppGroup.Name)]
public sealed class RequestsTests(RunningApp app)
{
    private static readonly MessageSchemas s_schemas = new();
    private readonly string _container = AzuriteFixture.UniqueName("source");

    [Fact]
    public async Task Blobs_are_ingested_under_their_names_once_per_message()
    {
        var dataset = await app.CreateDatasetAsync();
        var files = await UploadAsync("raw/1.txt", "raw/2.txt");
        var request = new { dataset, folder = "train", blobs = files };

        var id = await SendAsync("ingest", request, correlationId: "order-17");
        await SendAsync("ingest", request, id);
        var told = await WaitForEventAsync(EventTypes.ItemsIngested, "order-17");

        var data = told.GetProperty("data");
        Assert.Equal((2, 0), (data.GetProperty("files").GetInt32(), data.GetProperty("refused").GetInt32()));
        Assert.Equal((2, 2), (Count(data, "drops"), Count(data, "items")));
        Assert.Equal(["train/raw/1.txt", "train/raw/2.txt"], await NamesAsync(dataset));
        await RequireCleanAsync();
    }

    [Fact]
    public async Task A_prefix_of_more_than_a_page_is_ingested_whole()
    {
        var dataset = await app.CreateDatasetAsync();
        await UploadAsync([.. Enumerable.Range(0, 230).Select(i => $"2026/day/{i:D3}.txt"), "2026/other.txt", "2025/old.txt", "2026/day/bad\u007fname.txt"]);

        await SendAsync("ingest", new { dataset, prefix = $"{Source.Uri}/2026/d" }, correlationId: "prefix");
        var data = (await WaitForEventAsync(EventTypes.ItemsIngested, "prefix")).GetProperty("data");

        Assert.Equal((231, 1), (data.GetProperty("files").GetInt32(), data.GetProperty("refused").GetInt32()));
        Assert.Equal(Enumerable.Range(0, 230).Select(i => $"day/{i:D3}.txt"), await NamesAsync(dataset));
        Assert.Equal([RefusalCodes.InvalidPath], (await QuarantinedAsync(dataset)).Select(file => file.Code));
    }

    [Fact]
    public async Task Lines_of_a_manifest_are_ingested_or_refused_each_for_itself()
    {
        var dataset = await app.CreateDatasetAsync();
        var files = await UploadAsync("a.txt", "b.txt");
        var manifest = string.Join('\n',
            JsonSerializer.Serialize(files[0]),
            "",
            JsonSerializer.Serialize(new { address = files[1], name = "named/b.txt" }),
            JsonSerializer.Serialize(new { address = files[1], name = "../escape.txt" }),
            JsonSerializer.Serialize($"{Source.Uri}/missing.txt"),
            JsonSerializer.Serialize("https://evil.example/c/x.txt"),
            JsonSerializer.Serialize(app.Clients.Models.GetBlobClient("digits-cnn/1/card.yaml").Uri),
            """{ "addres": "https://a/c/d" }""",
            "nonsense",
            new string(' ', 10) + '"' + new string('x', 9000) + '"');
        await Source.GetBlobClient("list.jsonl").UploadAsync(BinaryData.FromString(manifest));

        await SendAsync("ingest", new { dataset, manifest = $"{Source.Uri}/list.jsonl" }, correlationId: "manifest");
        var data = (await WaitForEventAsync(EventTypes.ItemsIngested, "manifest")).GetProperty("data");

        Assert.Equal((9, 7), (data.GetProperty("files").GetInt32(), data.GetProperty("refused").GetInt32()));
        Assert.Equal(["a.txt", "named/b.txt"], await NamesAsync(dataset));
        Assert.Equal(
            [
                ("list.jsonl:10", RefusalCodes.InvalidAddress), ("list.jsonl:4", RefusalCodes.InvalidPath), ("list.jsonl:6", RefusalCodes.ForbiddenAddress),
                ("list.jsonl:7", RefusalCodes.ForbiddenAddress), ("list.jsonl:8", RefusalCodes.InvalidAddress), ("list.jsonl:9", RefusalCodes.InvalidAddress),
                ("missing.txt", RefusalCodes.MissingSource),
            ],
            (await QuarantinedAsync(dataset)).Select(file => (file.Name, file.Code)).Order());
    }

    [Fact]
    public async Task Annotations_in_a_message_reach_their_items_whatever_comes_first()
    {
        var dataset = await app.CreateDatasetAsync();
        await app.DropAsync(dataset, "early.txt", "early"u8.ToArray());
        await SendAsync("annotate", new
        {
            dataset,
            annotations = new object[] { new { file_name = "early.txt", label = "one" }, new { file_name = "late.txt", text = "Zwei\nZeilen", source = "team-b" } },
        }, correlationId: "annotate");
        var data = (await WaitForEventAsync(EventTypes.ItemsIngested, "annotate")).GetProperty("data");
        await app.DropAsync(dataset, "late.txt", "late"u8.ToArray());

        Assert.Equal(2, Count(data, "annotations"));
        await RunningApp.WaitAsync(async () => (await app.ListAsync($"datasets/{dataset}/items?state=annotated", 10)).Count == 2, "both annotated items");
        Assert.Equal("early.txt", Assert.Single(await app.ListAsync($"datasets/{dataset}/items?label=one", 10)).GetProperty("name").GetString());
        await RequireCleanAsync();
    }

    [Fact]
    public async Task Annotations_at_an_address_become_an_annotation_file()
    {
        var dataset = await app.CreateDatasetAsync();
        await Source.CreateIfNotExistsAsync();
        await Source.GetBlobClient("labels.csv").UploadAsync(BinaryData.FromString("file_name,label\na.txt,one\n"));

        await SendAsync("annotate", new { dataset, address = $"{Source.Uri}/labels.csv" }, correlationId: "annotate-address");
        var data = (await WaitForEventAsync(EventTypes.ItemsIngested, "annotate-address")).GetProperty("data");

        Assert.Equal((1, 1), (Count(data, "annotations"), Count(data, "waitingAnnotations")));
    }

    [Fact]
    public async Task Labels_and_an_evaluation_are_made_and_told_with_the_correlation_of_their_messages()
    {
        var dataset = await app.CreateDatasetAsync();
        await app.DropDigitsAsync(dataset, "a", ..6);
        await app.AnnotateAsync(dataset, Enumerable.Range(0, 6).Select(i => new Core.Catalogue.NamedAnnotation { Path = $"a/{i:D4}.png", Label = SomeDigits.At(i).Label }));

        await SendAsync("label", new { dataset, model = "digits-cnn", minimumConfidence = 0 }, correlationId: "labels");
        var labels = (await WaitForEventAsync(EventTypes.LabelsCreated, "labels")).GetProperty("data");
        var id = await SendAsync("evaluate", new { dataset, model = "digits-cnn" });
        var evaluation = (await WaitForEventAsync(EventTypes.EvaluationCompleted, id)).GetProperty("data");

        Assert.Equal((6, "digits-cnn@1"), (labels.GetProperty("labelled").GetInt32(), labels.GetProperty("model").GetString()));
        Assert.Equal(6, evaluation.GetProperty("items").GetInt32());
        var report = await app.GetAsync(evaluation.GetProperty("report").GetString()!["/api/".Length..]);
        Assert.Equal(dataset, report.Text("dataset"));
    }

    [Fact]
    public async Task A_run_that_fails_for_good_is_told()
    {
        var dataset = await app.CreateDatasetAsync();
        await SendAsync("evaluate", new { dataset, model = "digits-cnn" }, correlationId: "fails");
        await SendAsync("ingest", new { dataset, manifest = $"{Source.Uri}/none.jsonl" }, correlationId: "fails-too");

        var evaluation = (await WaitForEventAsync(EventTypes.RunFailed, "fails")).GetProperty("data");
        var ingestion = (await WaitForEventAsync(EventTypes.RunFailed, "fails-too")).GetProperty("data");

        Assert.Equal(("evaluation", ErrorCodes.NothingToEvaluate), (evaluation.GetProperty("kind").GetString(), evaluation.GetProperty("code").GetString()));
        Assert.Equal(("ingestion", ErrorCodes.UnreadableSource), (ingestion.GetProperty("kind").GetString(), ingestion.GetProperty("code").GetString()));
        Assert.Contains("none.jsonl' is not there", ingestion.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_id_stands_for_one_request()
    {
        var dataset = await app.CreateDatasetAsync();
        var id = await SendAsync("label", new { dataset, model = "digits-cnn" });

        var error = await RefusedAsync("label", new { dataset, model = "digits-cnn@1" }, id);

        Assert.Equal((ErrorCodes.Conflict, true), (error.Code, error.Detail.Contains($"'{id}'", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("ingest", """{ "dataset": "nowhere-to-be-found", "prefix": "https://a/c/" }""", ErrorCodes.UnknownDataset, "nowhere-to-be-found")]
    [InlineData("label", """{ "dataset": "DATASET", "model": "no-such-model" }""", ErrorCodes.UnknownModel, "no-such-model")]
    [InlineData("label", """{ "dataset": "DATASET" }""", ErrorCodes.InvalidRequest, "policy")]
    [InlineData("evaluate", """{ "dataset": "DATASET", "model": "digits-cnn", "metrics": ["cer"] }""", ErrorCodes.UnknownMetric, "cer")]
    [InlineData("ingest", """{ "dataset": "DATASET", "prefix": "https://evil.example/c/" }""", ErrorCodes.ForbiddenAddress, "https://evil.example/c/")]
    [InlineData("ingest", """{ "dataset": "DATASET", "prefix": "ACCOUNT/models/" }""", ErrorCodes.ForbiddenAddress, "'models'")]
    [InlineData("ingest", """{ "dataset": "DATASET", "prefix": "ACCOUNT/azure-webjobs-hosts/" }""", ErrorCodes.ForbiddenAddress, "'azure-webjobs-hosts'")]
    [InlineData("ingest", """{ "dataset": "DATASET", "manifest": "ACCOUNT/x/%2e%2e/models/digits-cnn/1/card.yaml" }""", ErrorCodes.ForbiddenAddress, "models")]
    [InlineData("ingest", """{ "dataset": "DATASET", "blobs": ["ACCOUNT/x/1.txt", "http://user:secret@127.0.0.1/x"] }""", ErrorCodes.ForbiddenAddress, "is not the address of a blob")]
    [InlineData("ingest", """{ "dataset": "DATASET", "blobs": ["ACCOUNT/x/a%5Cb.txt"] }""", ErrorCodes.InvalidMessage, "backslash")]
    [InlineData("ingest", """{ "dataset": "DATASET", "folder": "../up", "prefix": "ACCOUNT/x/" }""", ErrorCodes.InvalidMessage, "../up")]
    [InlineData("annotate", """{ "dataset": "DATASET", "address": "ACCOUNT/x/labels.xlsx" }""", ErrorCodes.InvalidMessage, ".jsonl or .csv")]
    [InlineData("delete", """{ "dataset": "DATASET" }""", ErrorCodes.UnknownMessageType, "'delete'")]
    public async Task A_request_that_cannot_be_served_is_refused_with_a_reason(string type, string body, string code, string named)
    {
        var dataset = await app.CreateDatasetAsync();
        var text = body.Replace("DATASET", dataset, StringComparison.Ordinal).Replace("ACCOUNT", app.Clients.Blobs.Uri.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal);

        var error = await Assert.ThrowsAsync<WinnowException>(() => StartAsync(new(Guid.NewGuid().ToString(), null, type, "1.0", Encoding.UTF8.GetBytes(text))));

        Assert.Equal(code, error.Code);
        Assert.Contains(named, error.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "label", "1.0", ErrorCodes.MissingMessageId)]
    [InlineData("", "label", "1.0", ErrorCodes.MissingMessageId)]
    [InlineData("id", null, "1.0", ErrorCodes.UnknownMessageType)]
    [InlineData("id", "label", null, ErrorCodes.UnsupportedSchemaVersion)]
    [InlineData("id", "label", "2.0", ErrorCodes.UnsupportedSchemaVersion)]
    public async Task A_message_without_its_properties_is_refused(string? id, string? type, string? version, string code)
    {
        var error = await Assert.ThrowsAsync<WinnowException>(() => StartAsync(new(id, null, type, version, "{}"u8.ToArray())));

        Assert.Equal(code, error.Code);
    }

    private Azure.Storage.Blobs.BlobContainerClient Source => app.Clients.Blobs.GetBlobContainerClient(_container);

    private async Task<string[]> UploadAsync(params string[] names)
    {
        await Source.CreateIfNotExistsAsync();
        await Parallel.ForEachAsync(names, async (name, token) => await Source.GetBlobClient(name).UploadAsync(BinaryData.FromString($"{_container} {name}"), overwrite: true, token));
        return [.. names.Select(name => Source.GetBlobClient(name).Uri.AbsoluteUri)];
    }

    private Task<string> StartAsync(RequestMessage message) => app.Service<RequestDesk>().StartAsync(message, app.DurableClient, default);

    private async Task<string> SendAsync(string type, object body, string? id = null, string? correlationId = null)
    {
        id ??= Guid.NewGuid().ToString();
        await StartAsync(new(id, correlationId, type, "1.0", JsonSerializer.SerializeToUtf8Bytes(body)));
        return id;
    }

    private Task<WinnowException> RefusedAsync(string type, object body, string id) => Assert.ThrowsAsync<WinnowException>(() => SendAsync(type, body, id));

    /// <summary>Waits for an event of a correlation, which obeys its schema and comes once.</summary>
    private async Task<JsonElement> WaitForEventAsync(string type, string correlationId)
    {
        OutboxEvent[] Found() => [.. app.Topic.Events.Where(each => each.CorrelationId == correlationId)];
        await RunningApp.WaitAsync(() => Task.FromResult(Found().Length > 0), $"an event for {correlationId}");
        var found = Found().First(each => each.Type is not EventTypes.LabelsCreated || type is EventTypes.LabelsCreated);
        Assert.True(found.Type == type, found.Body);
        Assert.Empty(await s_schemas.FindProblemsAsync($"events.{type}", Encoding.UTF8.GetBytes(found.Body)));
        return JsonDocument.Parse(found.Body).RootElement;
    }

    private async Task<List<string?>> NamesAsync(string dataset) =>
        [.. (await app.ListAsync($"datasets/{dataset}/items?state=unlabelled", 1000)).Select(item => item.GetProperty("name").GetString()).Order(StringComparer.Ordinal)];

    private async Task<IReadOnlyList<QuarantinedFile>> QuarantinedAsync(string dataset) => (await app.Service<IQuarantine>().ListAsync(dataset, 100, null, default)).Value;

    /// <summary>Of requests that are done only the memory of their messages is left.</summary>
    private async Task RequireCleanAsync()
    {
        var running = await app.DurableClient.GetAllInstancesAsync(new OrchestrationQuery { InstanceIdPrefix = "ingestion-", Statuses = [OrchestrationRuntimeStatus.Running] }).CountAsync();
        var left = await app.Clients.Container(Containers.Work).GetBlobsAsync(new Azure.Storage.Blobs.Models.GetBlobsOptions { Prefix = "-requests/" })
            .Where(blob => !blob.Name.EndsWith("/message", StringComparison.Ordinal)).ToListAsync();
        Assert.True(running > 0 || left.Count == 0, string.Join(", ", left.Select(blob => blob.Name)));
    }

    private static int Count(JsonElement data, string what) => data.GetProperty("counts").GetProperty(what).GetInt32();
}
