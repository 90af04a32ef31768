using System.CommandLine;
using Winnow.Cli.Bus;
using Winnow.Cli.Output;

namespace Winnow.Cli.Commands;

/// <summary><c>winnow events</c>: shows what the app tells.</summary>
public static class EventsCommand
{
    private static readonly Option<bool> Follow = new("--follow", "-f") { Description = "Go on with what comes, until Ctrl-C." };
    private static readonly Option<bool> Take = new("--take") { Description = "Take the events out of the subscription, so that nobody gets them there again. Default: leave them." };
    private static readonly Option<string> Subscription = new("--subscription")
    {
        Description = $"Of the topic {MessageBus.Events}.",
        HelpName = "name",
        DefaultValueFactory = _ => MessageBus.DefaultSubscription,
    };

    public static Command Create()
    {
        var command = new Command("events", "Show the events of the app: items.ingested, labels.created, evaluation.completed, version.created, gate.failed, run.failed.")
        {
            Follow, Take, Subscription, CommonOptions.Connection, CommonOptions.Json,
        };
        command.WithExamples(
            "winnow events                                what is in the subscription 'all'",
            "winnow events --follow --json                one CloudEvent per line, as they come",
            "winnow events --subscription team-a --take   take what is there out of the subscription");
        CommandContext.Bind(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var parsed = context.Parsed;
        await using var client = MessageBus.Open(CommonOptions.ResolveServiceBus(parsed));
        await using var receiver = client.CreateReceiver(MessageBus.Events, parsed.GetRequiredValue(Subscription));
        var tail = new EventTail(receiver);
        var follow = parsed.GetValue(Follow);
        var events = parsed.GetValue(Take) ? tail.TakeAsync(follow, cancellationToken) : tail.PeekAsync(follow, cancellationToken);
        var shown = 0;
        await foreach (var happened in events)
        {
            context.Console.Result.Line(happened.Describe());
            context.Console.WriteJsonLine(happened.Json);
            shown++;
        }

        context.Console.Notes.Line($"{Readable.Count(shown)} events");
        return ExitCodes.Success;
    }
}
