using System.CommandLine;
using Winnow.Cli.Api;
using Winnow.Cli.Output;

namespace Winnow.Cli.Commands;

/// <summary>What a running command works with: its arguments, where it writes, and the app it talks to.</summary>
public sealed class CommandContext : IDisposable
{
    private WinnowClient? _client;

    private CommandContext(ParseResult parsed)
    {
        Parsed = parsed;
        Console = new(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, parsed.GetValue(CommonOptions.Json));
    }

    public ParseResult Parsed { get; }

    public CliConsole Console { get; }

    public TimeProvider Clock { get; } = TimeProvider.System;

    public WinnowClient Client => _client ??= new(CommonOptions.ResolveUrl(Parsed), CommonOptions.ResolveToken(Parsed));

    /// <summary>Sets the command's action; whatever goes wrong in it becomes a message and an exit code.</summary>
    public static void Bind(Command command, Func<CommandContext, CancellationToken, Task<int>> run) =>
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var context = new CommandContext(parsed);
            try
            {
                return await run(context, cancellationToken);
            }
            catch (Exception exception)
            {
                return ErrorReport.Write(context.Console, exception, cancellationToken);
            }
        });

    public void Dispose() => _client?.Dispose();
}
