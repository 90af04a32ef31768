using System.Text.RegularExpressions;

namespace Winnow.Cli.Commands;

/// <summary>A file of gates: a rule per line, or a YAML list of rules under <c>gates:</c> or nothing; from <c>#</c> on a line is a comment.</summary>
public static partial class GateFile
{
    /// <summary>The rules, in their order.</summary>
    /// <exception cref="CliException">There is none.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        var rules = File.ReadLines(path).Select(RuleOf).Where(rule => rule.Length > 0).ToList();
        return rules.Count > 0
            ? rules
            : throw new CliException("no-gates", $"'{path}' has no rule: write one per line, such as accuracy >= 0.98.");
    }

    private static string RuleOf(string line)
    {
        var match = Quoted().Match(line) is { Success: true } quoted ? quoted : Plain().Match(line);
        var rule = match.Groups["rule"].Value.Trim();
        return rule == "gates:" ? "" : rule;
    }

    [GeneratedRegex("""^\s*(?:-\s+)?(?<quote>["'])(?<rule>.*)\k<quote>\s*(?:#.*)?$""")]
    private static partial Regex Quoted();

    // A rule may hold a '#' itself: a comment begins the line, or follows a space.
    [GeneratedRegex(@"^\s*(?:-\s+)?(?<rule>(?:(?!(?:^|\s)#).)*)")]
    private static partial Regex Plain();
}
