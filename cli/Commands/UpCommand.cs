using System.CommandLine;
using Winnow.Cli.Bus;
using Winnow.Cli.Output;
using Winnow.Cli.Up;

namespace Winnow.Cli.Commands;

/// <summary><c>winnow up</c>: storage and the app on this machine, until Ctrl-C.</summary>
public static class UpCommand
{
    private static readonly Option<int> Port = new("--port")
    {
        Description = "Port of the app; a taken one is stepped around.",
        DefaultValueFactory = _ => 7071,
    };

    public static Command Create()
    {
        var command = new Command("up", "Start storage (Azurite), the function app and its Service Bus endpoint on this machine, and keep them running until Ctrl-C.")
        {
            Port, CommonOptions.Storage, CommonOptions.Json,
        };
        command.WithExamples("winnow up", "winnow up --port 8080", "winnow up --storage \"$WINNOW_STORAGE\"     with storage that runs already");
        CommandContext.Bind(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (UpState.TryRead(UpState.DefaultPath) is { } running)
        {
            throw new CliException("already-up", $"The app of this folder runs already at {running.Url} (process {running.ProcessId}). Use that one, or stop it with Ctrl-C first.");
        }

        var storage = context.Parsed.GetValue(CommonOptions.Storage) ?? Environment.GetEnvironmentVariable("WINNOW_STORAGE");
        var bus = MessageBus.Local(Ports.Choose(MessageBus.DefaultPort));
        await using var stack = await LocalServices.StartAsync(
            new()
            {
                Folder = UpState.Folder,
                Storage = string.IsNullOrEmpty(storage) ? null : storage,
                Port = context.Parsed.GetValue(Port),
                Settings = new Dictionary<string, string> { [MessageBus.Setting] = bus },
            },
            context.Console, cancellationToken);
        context.Console.Notes.Line($"{"service bus",-22} {bus}");
        context.Console.WriteJson(stack.ToState());
        await KeepAsync(context, stack, cancellationToken);
        return ExitCodes.Success;
    }

    /// <summary>Tells what runs, and waits for Ctrl-C or for the app to end.</summary>
    internal static async Task KeepAsync(CommandContext context, LocalServices stack, CancellationToken cancellationToken)
    {
        var state = stack.ToState();
        state.Write(UpState.DefaultPath);
        try
        {
            context.Console.Notes.Line("Running. Ctrl-C stops everything.");
            while (stack.App.IsRunning)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            }

            throw new CliException("app-ended", $"The function app ended by itself. Its log is {stack.App.LogPath}.");
        }
        catch (OperationCanceledException)
        {
            context.Console.Notes.Line("stopping");
        }
        finally
        {
            File.Delete(UpState.DefaultPath);
        }
    }
}
