using System.CommandLine;
using Winnow.Cli.Api;
using Winnow.Cli.Output;

namespace Winnow.Cli.Commands;

/// <summary><c>winnow benchmark</c>: runs a suite of evaluations, and shows its boards.</summary>
public static class BenchmarkCommand
{
    private const int MaxSuiteBytes = 1 << 20;
    private static readonly Argument<string> Suite = new("suite") { Description = "A YAML file that names datasets, models, metrics and gates; or the address of a blob that holds it." };
    private static readonly Argument<string> Run = new("run") { Description = "Id of the benchmark's run." };
    private static readonly Option<bool> NoWait = new("--no-wait") { Description = "Start the run and return its id." };
    private static readonly Option<string?> IdempotencyKey = new("--idempotency-key") { Description = "The same key is the same run, however often it is asked for.", HelpName = "key" };

    public static Command Create()
    {
        var run = new Command("run", "Evaluate every model of a suite on every dataset of it, and rank them.") { Suite, NoWait, IdempotencyKey };
        var show = new Command("show", "The boards of a run; the exit code is 100 when a gate failed.") { Run };
        foreach (var each in new[] { run, show })
        {
            CiFiles.AddTo(each);
            each.AddApi();
        }

        run.WithExamples("winnow benchmark run nightly.yaml", "winnow benchmark run nightly.yaml --junit gates.xml --summary \"$GITHUB_STEP_SUMMARY\"", "winnow benchmark run https://account.blob.core.windows.net/suites/nightly.yaml --no-wait");
        show.WithExamples("winnow benchmark show 5d2c…", "winnow benchmark show 5d2c… --json");
        CommandContext.Bind(run, RunAsync);
        CommandContext.Bind(show, ShowAsync);
        return new Command("benchmark", "Run suites of evaluations, and show their boards.") { run, show }
            .WithExamples("winnow benchmark run nightly.yaml", "winnow benchmark show 5d2c…", "winnow leaderboard nightly");
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var suite = context.Parsed.GetRequiredValue(Suite);
        var address = PredictionOptions.AddressOf(suite);
        var content = address is null ? await ReadAsync(suite, cancellationToken) : null;
        var files = CiFiles.Of(context.Parsed);
        var run = await context.Client.StartBenchmarkAsync(content, address, context.Parsed.GetValue(IdempotencyKey), cancellationToken);
        if (context.Parsed.GetValue(NoWait))
        {
            return context.WriteStarted(run);
        }

        var board = new ProgressBoard(context.Console, context.Clock);
        run = await context.Client.FollowAsync(RunKind.Benchmarks, run, "benchmark", board, cancellationToken);
        board.Close();
        return Write(context, run, files);
    }

    private static async Task<int> ShowAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var files = CiFiles.Of(context.Parsed);
        var run = await context.Client.GetRunAsync(RunKind.Benchmarks, context.Parsed.GetRequiredValue(Run), cancellationToken);
        if (!run.IsEnded)
        {
            return context.WriteStarted(run);
        }

        return Write(context, await context.Client.WaitAsync(RunKind.Benchmarks, run, _ => { }, cancellationToken), files);
    }

    private static async Task<byte[]> ReadAsync(string file, CancellationToken cancellationToken) => new FileInfo(file) switch
    {
        { Exists: false } => throw new CliException("no-file", $"There is no file '{file}'. Pass a YAML file, or the address of a blob."),
        { Length: > MaxSuiteBytes } large => throw new CliException("suite-too-large", $"'{file}' has {Readable.Count(large.Length)} bytes; a suite has at most {Readable.Count(MaxSuiteBytes)}."),
        _ => await File.ReadAllBytesAsync(file, cancellationToken),
    };

    private static int Write(CommandContext context, RunStatus run, CiFiles files)
    {
        var result = run.ReadResult<BenchmarkResult>();
        var leaderboard = context.Client.LeaderboardAddress(run.Id, "html");
        context.Console.Result.WriteBoards(result.Boards);
        context.Console.Result.Fact("leaderboard", leaderboard.AbsoluteUri);
        files.Write(JUnitSuite.Of(run, result), MarkdownSummary.Of(result, leaderboard));
        context.Console.WriteJson(new { run.Id, run.Status, run.Result, Leaderboard = leaderboard });
        return Gates.ExitCode(result.HasPassed);
    }
}
