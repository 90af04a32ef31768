using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using Winnow.Cli.Bus;
using Winnow.Cli.Output;

namespace Winnow.Cli.Commands;

/// <summary><c>winnow send</c>: hands work over by message, as upstream teams do.</summary>
public static class SendCommand
{
    private static readonly Argument<string?> File = new("file") { Description = "The body, JSON as in docs/messages; - for stdin.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Type = new("--type", "-t") { Description = "ingest, annotate, label, evaluate or snapshot. Default: the first word of the file's name." };
    private static readonly Option<string?> Id = new("--id") { Description = "Message id: the same id is the same request. Default: a new one.", HelpName = "message id" };
    private static readonly Option<string?> Correlation = new("--correlation") { Description = "Returned in the events. Default: the message id.", HelpName = "id" };
    private static readonly Option<bool> Wait = new("--wait", "-w") { Description = "Wait for the event that ends the request, and show it." };

    /// <summary>Options that make up a body: the member, and how its value is read.</summary>
    private static readonly (Option Option, string Member, Func<ParseResult, JsonNode?> Read)[] Members =
    [
        Text("--dataset", "dataset", "The dataset."),
        Text("--folder", "folder", "ingest: where in the dataset the files go."),
        Texts("--blob", "blobs", "ingest: address of a blob; may be repeated."),
        Text("--prefix", "prefix", "ingest: address of a container, and the start of blob names in it."),
        Text("--manifest", "manifest", "ingest: address of a JSONL file with an address per line."),
        Text("--address", "address", "annotate: address of an annotation file."),
        Text("--model", "model", "label, evaluate: name or name@version."),
        Number("--minimum-confidence", "minimumConfidence", "label: predictions from here on become pseudo-labels, 0 to 1."),
        Flag("--only-missing", "onlyMissing", "label: leave alone what the model has predicted."),
        Text("--split", "split", "evaluate: only items of this split."),
        Texts("--metric", "metrics", "evaluate: a metric; may be repeated."),
        Texts("--gate", "gates", "evaluate: a rule such as \"accuracy >= 0.98\"; may be repeated."),
    ];

    public static Command Create()
    {
        var command = new Command("send", $"Send a request to queue {MessageBus.Requests}, and print its message id.") { File, Type, Id, Correlation, Wait };
        foreach (var (option, _, _) in Members)
        {
            command.Options.Add(option);
        }

        command.Options.Add(CommonOptions.Connection);
        command.Options.Add(CommonOptions.Json);
        command.WithExamples(
            "winnow send ingest-scans.json --wait",
            "winnow send --type ingest --dataset scans --prefix https://account.blob.core.windows.net/raw/2026/ --wait",
            "winnow send --type label --dataset scans --model ppocr-latin --id nightly-2026-11-24",
            "winnow send --type evaluate --dataset scans --model ppocr-latin --split test --wait --json");
        CommandContext.Bind(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var parsed = context.Parsed;
        var body = await ReadBodyAsync(parsed, cancellationToken);
        var type = TypeOf(parsed);
        var id = parsed.GetValue(Id) ?? Guid.NewGuid().ToString();
        await using var client = MessageBus.Open(CommonOptions.ResolveServiceBus(parsed));
        await using var sender = client.CreateSender(MessageBus.Requests);
        var message = new ServiceBusMessage(body)
        {
            MessageId = id,
            CorrelationId = parsed.GetValue(Correlation),
            ContentType = "application/json",
            ApplicationProperties = { [MessageBus.TypeProperty] = type, [MessageBus.SchemaVersionProperty] = MessageBus.SchemaVersion },
        };
        await sender.SendMessageAsync(message, cancellationToken);
        context.Console.Result.Line(id);
        var end = parsed.GetValue(Wait) ? await new RequestWatch(client, context.Console).WaitAsync(type, id, cancellationToken) : null;
        if (end is not null)
        {
            context.Console.Result.Line(end.Describe());
        }

        context.Console.WriteJson(new { MessageId = id, Type = type, Event = end?.Json });
        return ExitCodes.Success;
    }

    private static string TypeOf(ParseResult parsed)
    {
        var known = MessageBus.Types.Select(each => each.Type).ToList();
        var type = parsed.GetValue(Type) ?? Path.GetFileName(parsed.GetValue(File) ?? "").Split('-', '.', '_')[0];
        return known.Contains(type) ? type : throw new CliException(
            "unknown-type", $"The type of the message is '{type}'; pass one of {string.Join(", ", known)} with --type, or name the file after it, as in {known[0]}-scans.json.");
    }

    private static async Task<string> ReadBodyAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var members = Members.Select(member => (member.Member, Value: member.Read(parsed))).Where(member => member.Value is not null).ToList();
        if (parsed.GetValue(File) is not { } file)
        {
            return members.Count > 0
                ? new JsonObject(members.Select(member => KeyValuePair.Create(member.Member, member.Value))).ToJsonString()
                : throw new CliException("no-body", "There is nothing to send: name a file, or say it with options such as --type label --dataset scans.");
        }

        if (members.Count > 0)
        {
            throw new CliException("two-bodies", $"The body comes from '{file}'; leave out the options that say it too ({string.Join(", ", members.Select(member => member.Member))}), or the file.");
        }

        var text = file == "-" ? await Console.In.ReadToEndAsync(cancellationToken) : await System.IO.File.ReadAllTextAsync(file, cancellationToken);
        try
        {
            using var json = JsonDocument.Parse(text);
            return text;
        }
        catch (JsonException error)
        {
            throw new CliException("invalid-body", $"'{file}' is not JSON: {error.Message} docs/messages says what a body looks like.", error);
        }
    }

    private static (Option, string, Func<ParseResult, JsonNode?>) Text(string name, string member, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = member };
        return (option, member, parsed => parsed.GetValue(option) is { } value ? JsonValue.Create(value) : null);
    }

    private static (Option, string, Func<ParseResult, JsonNode?>) Texts(string name, string member, string description)
    {
        var option = new Option<string[]>(name) { Description = description, HelpName = member };
        return (option, member, parsed => parsed.GetValue(option) is { Length: > 0 } values ? new JsonArray([.. values.Select(value => JsonValue.Create(value))]) : null);
    }

    private static (Option, string, Func<ParseResult, JsonNode?>) Number(string name, string member, string description)
    {
        var option = new Option<double?>(name) { Description = description, HelpName = "number" };
        return (option, member, parsed => parsed.GetValue(option) is { } value ? JsonValue.Create(value) : null);
    }

    private static (Option, string, Func<ParseResult, JsonNode?>) Flag(string name, string member, string description)
    {
        var option = new Option<bool>(name) { Description = description };
        return (option, member, parsed => parsed.GetValue(option) ? JsonValue.Create(true) : null);
    }
}
