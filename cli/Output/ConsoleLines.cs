using Spectre.Console;

namespace Winnow.Cli.Output;

/// <summary>Writes plain lines, which are neither wrapped nor read as markup.</summary>
public static class ConsoleLines
{
    public static void Line(this IAnsiConsole console, string text) => console.Profile.Out.Writer.WriteLine(text);

    /// <summary>Writes a name and, in a column of its own, what there is to say about it.</summary>
    public static void Fact(this IAnsiConsole console, string name, string text) => console.Line($"{name,-22} {text}");
}
