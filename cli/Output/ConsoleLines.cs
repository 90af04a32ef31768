using Spectre.Console;

namespace Winnow.Cli.Output;

/// <summary>Writes plain lines, which are neither wrapped nor read as markup.</summary>
public static class ConsoleLines
{
    public static void Line(this IAnsiConsole console, string text) => console.Profile.Out.Writer.WriteLine(text);
}
