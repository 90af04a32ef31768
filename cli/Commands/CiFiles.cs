using System.CommandLine;
using Winnow.Cli.Output;

namespace Winnow.Cli.Commands;

/// <summary>The files that a CI job wants: <c>--junit</c> and <c>--summary</c>.</summary>
/// <param name="junit">Path of the JUnit XML; null for none.</param>
/// <param name="summary">Path of the Markdown; null for none.</param>
public sealed class CiFiles(string? junit, string? summary)
{
    private const string JobSummary = "GITHUB_STEP_SUMMARY";
    private static readonly Option<string?> JUnit = new("--junit") { Description = "Write the gates as JUnit XML, which CI servers show as tests.", HelpName = "file" };
    private static readonly Option<string?> Summary = new("--summary")
    {
        Description = $"Write the result as Markdown. The file that {JobSummary} names is added to.",
        HelpName = "file",
    };

    /// <summary>Adds the two options.</summary>
    public static void AddTo(Command command)
    {
        command.Options.Add(JUnit);
        command.Options.Add(Summary);
    }

    /// <summary>What the command line says; folders that do not exist are made, so that a long run does not end with a file that cannot be written.</summary>
    public static CiFiles Of(ParseResult parsed)
    {
        var files = new[] { parsed.GetValue(JUnit), parsed.GetValue(Summary) };
        foreach (var file in files.OfType<string>())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        }

        return new(files[0], files[1]);
    }

    /// <summary>Writes what was asked for.</summary>
    public void Write(IReadOnlyList<JUnitSuite> suites, string markdown)
    {
        if (junit is not null)
        {
            File.WriteAllText(junit, JUnitReport.Write(suites));
        }

        if (summary is null)
        {
            return;
        }

        // Every command of a job's step adds to the one summary of that step.
        if (Environment.GetEnvironmentVariable(JobSummary) is { Length: > 0 } job && Path.GetFullPath(job) == Path.GetFullPath(summary))
        {
            File.AppendAllText(summary, markdown);
        }
        else
        {
            File.WriteAllText(summary, markdown);
        }
    }
}
