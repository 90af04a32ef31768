using Winnow.Core.Evaluations.Analysis;

namespace Winnow.Core.Evaluations.Report.Sections;

/// <summary>Items that are in more than one split.</summary>
internal static class LeaksSection
{
    private const int MaxGroups = 20;
    private const int MaxMembers = 8;

    public static Section? Of(EvaluationReport report) => report.Leaks is not { } leaks
        ? null
        : new("leaks", "Leaks between splits", "", Markup.Of($"""<div class="card">{Body(leaks)}<p class="note">Method: <code>{leaks.Method}</code></p></div>"""));

    private static Markup Body(LeakReport leaks)
    {
        if (leaks.Findings.Count == 0)
        {
            return Html.Nothing($"No evaluated item is alike to an item of another split: {Show.Count(leaks.Compared)} were compared.");
        }

        var facts = Html.Facts(
            ("evaluated items that are alike to one of another split", Show.Count(leaks.Evaluated)), ("items compared", Show.Count(leaks.Compared)),
            ("groups", leaks.Findings.Count > MaxGroups ? $"{MaxGroups} of {leaks.Findings.Count} shown" : Show.Count(leaks.Findings.Count)));
        return Markup.Of($"""{facts}{Html.Table("leaks", Markup.Of($"""<th>bits apart, of 64</th><th>items that are alike, by split</th>"""), leaks.Findings.Take(MaxGroups).Select(Group))}""");
    }

    private static Markup Group(LeakFinding finding)
    {
        var splits = finding.Members.Take(MaxMembers).GroupBy(member => member.Split ?? "no split");
        var more = finding.Members.Count > MaxMembers ? Markup.Of($"""<div class="soft">and {finding.Members.Count - MaxMembers} more</div>""") : Markup.Empty;
        return Markup.Of($"""<tr><td>{finding.Distance}</td><td>{splits.Select(Split)}{more}</td></tr>""");
    }

    private static Markup Split(IGrouping<string, LeakMember> split) => Markup.Of(
        $"""<div><span class="predicate">{Html.Name(split.Key, 40)}</span> {split.Select((member, i) => Markup.Of($"{(i == 0 ? "" : ", ")}{Html.Name(member.Name, 60)}"))}</div>""");
}
