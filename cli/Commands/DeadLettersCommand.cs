using System.CommandLine;
using Winnow.Cli.Bus;
using Winnow.Cli.Output;

namespace Winnow.Cli.Commands;

/// <summary><c>winnow deadletters</c>: the requests that were refused or failed too often, and sending them again.</summary>
public static class DeadLettersCommand
{
    private static readonly Option<bool> Resubmit = new("--resubmit")
    {
        Description = "Send them again, under a new message id (id~2), and take them out. Do it when the reason is gone.",
    };

    private static readonly Option<string?> Id = new("--id") { Description = "Only the message with this id.", HelpName = "message id" };

    public static Command Create()
    {
        var command = new Command("deadletters", $"List the messages that queue {MessageBus.Requests} has put aside, with the reason, and send them again.")
        {
            Resubmit, Id, CommonOptions.Connection, CommonOptions.Json,
        };
        command.WithExamples("winnow deadletters", "winnow deadletters --json", "winnow deadletters --resubmit", "winnow deadletters --resubmit --id order-17");
        CommandContext.Bind(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (isResubmit, id) = (context.Parsed.GetValue(Resubmit), context.Parsed.GetValue(Id));
        await using var client = MessageBus.Open(CommonOptions.ResolveServiceBus(context.Parsed));
        await using var queue = new DeadLetters(client);
        var letters = isResubmit
            ? await queue.ResubmitAsync(id, cancellationToken).ToListAsync(cancellationToken)
            : await queue.ListAsync(cancellationToken).Where(letter => id is null || letter.MessageId == id).ToListAsync(cancellationToken);
        if (id is not null && letters.Count == 0)
        {
            throw new CliException("unknown-message", $"There is no dead letter with the id '{id}'; 'winnow deadletters' lists them.");
        }

        foreach (var letter in letters)
        {
            context.Console.Result.Line($"{letter.MessageId}  {letter.Type ?? "(no type)"}  {letter.Reason}: {letter.Description}");
            if (letter.ResubmittedAs is { } again)
                context.Console.Result.Line($"  sent again as {again}");
        }

        context.Console.Notes.Line(isResubmit ? $"{Readable.Count(letters.Count)} messages sent again" : $"{Readable.Count(letters.Count)} dead letters");
        context.Console.WriteJson(new { DeadLetters = letters });
        return ExitCodes.Success;
    }
}
