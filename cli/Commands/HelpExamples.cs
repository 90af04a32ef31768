using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Winnow.Cli.Commands;

/// <summary>Adds examples to a command's help page.</summary>
public static class HelpExamples
{
    /// <summary>Shows the lines under "Examples:" at the end of the command's <c>--help</c>.</summary>
    public static Command WithExamples(this Command command, params string[] examples)
    {
        var help = command.Options.OfType<HelpOption>().FirstOrDefault();
        if (help is null)
        {
            // A subcommand inherits the root's help option; it gets its own, whose page ends with its own examples.
            help = new HelpOption();
            command.Options.Add(help);
        }

        help.Action = new PageWithExamples((HelpAction)help.Action!, examples);
        return command;
    }

    private sealed class PageWithExamples(HelpAction page, string[] examples) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var result = page.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  {example}");
            }

            return result;
        }
    }
}
