using System.Globalization;
using System.Text.Json;
using Winnow.Core.Models;

namespace Winnow.Core.Evaluations.Report.Sections;

/// <summary>Everything that the run was asked, and how long it took.</summary>
internal static class SettingsSection
{
    public static Section Of(EvaluationReport report)
    {
        (string Name, string Value)[] run =
        [
            ("evaluation", report.Id), ("created", report.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)),
            ("packs read", Show.Count(report.Settings.Packs)), ("items analysed", Show.Count(report.Settings.Analysed)), ("worst items kept", Show.Count(report.Settings.WorstItems)),
            ("normalisation", report.Settings.Normalisation.Count == 0 ? "none" : string.Join(", ", report.Settings.Normalisation)),
            ("missing predictions made in", Show.Seconds(report.Timings.LabelSeconds)), ("evaluated in", Show.Seconds(report.Timings.EvaluateSeconds)),
            ("model ran on", report.Provider ?? "nothing: all predictions were there before"), ("report schema", Show.Count(report.Schema)),
        ];
        return new("settings", "Settings", "What was asked for, with all defaults filled in: enough to run it again.", Markup.Of(
            $"""<div class="grid"><div class="card"><h3>Asked for</h3>{Pairs(Asked(report.Settings.Spec))}</div><div class="card"><h3>Run</h3>{Pairs(run)}</div></div>"""));
    }

    // By way of JSON, so that a member that is added to the specification cannot be forgotten here.
    private static IEnumerable<(string Name, string Value)> Asked(EvaluationSpec spec) =>
        JsonSerializer.SerializeToElement(spec, EvaluationJson.Options).EnumerateObject()
            .Select(member => (member.Name, member.Name == "task" ? spec.Task.ToName() : Text(member.Value)));

    private static Markup Pairs(IEnumerable<(string Name, string Value)> pairs) => Markup.Of(
        $"""<table class="pairs"><tbody>{pairs.Select(pair => Markup.Of($"""<tr><th scope="row">{pair.Name}</th><td>{pair.Value}</td></tr>"""))}</tbody></table>""");

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => Show.Nothing,
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Text)),
        JsonValueKind.Object => string.Join(", ", value.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null).Select(member => $"{member.Name}: {Text(member.Value)}")),
        _ => value.GetRawText(),
    };
}
