using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Winnow.Cli.Api;
using Winnow.Cli.Output;

namespace Winnow.Cli.Bus;

/// <summary>An event as it came: a CloudEvent in JSON.</summary>
/// <param name="Json">All of it.</param>
public sealed record BusEvent(JsonElement Json)
{
    public string? Type => Json.Text("type");

    public string? Subject => Json.Text("subject");

    public string? CorrelationId => Json.Text("correlationid");

    public JsonElement Data => Json.GetProperty("data");

    /// <summary>Reads a message of the topic.</summary>
    /// <exception cref="CliException">It is no event of Winnow.</exception>
    public static BusEvent From(ServiceBusReceivedMessage message)
    {
        try
        {
            var json = JsonSerializer.Deserialize<JsonElement>(message.Body.ToMemory().Span);
            return json.ValueKind is JsonValueKind.Object && json.TryGetProperty("data", out _) ? new(json) : throw NoEvent(message, null);
        }
        catch (JsonException error)
        {
            throw NoEvent(message, error);
        }
    }

    /// <summary>One line for people.</summary>
    public string Describe()
    {
        var facts = Data.EnumerateObject().Where(member => member.Name is not ("dataset" or "run" or "batch" or "counts"));
        var counts = Data.TryGetProperty("counts", out var inner) ? inner.EnumerateObject().Where(count => count.Value.ValueKind is JsonValueKind.Number && count.Value.GetDouble() != 0) : [];
        var correlation = CorrelationId is { } id ? $"  ({id})" : "";
        return $"{Json.Text("time")}  {Type}  {Data.Text("dataset")}  {Subject}{correlation}  "
            + Readable.Cut(string.Join(", ", facts.Concat(counts).Select(member => $"{member.Name} {member.Value}")), 300);
    }

    private static CliException NoEvent(ServiceBusReceivedMessage message, Exception? cause) =>
        new("unexpected-event", $"Message '{message.MessageId}' of the topic {MessageBus.Events} is no CloudEvent in JSON: something else than Winnow sends to it.", cause);
}
