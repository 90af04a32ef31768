using System.Text.Json;
using Winnow.Cli.Api;

namespace Winnow.Cli.Demo;

/// <summary>What the report says of a model's failures, in short.</summary>
/// <param name="Slices">Slices on which it fares worse than elsewhere, with loss there and elsewhere.</param>
/// <param name="SlicesTested">How many slices were looked at.</param>
/// <param name="Confusions">Classes that are confused more often than by chance.</param>
/// <param name="Suspects">Names of items whose annotation is probably wrong, the most suspect first.</param>
/// <param name="Leaks">Names of items that are alike to one of another split, group by group.</param>
public sealed record FailureAnalysis(
    IReadOnlyList<string> Slices, long SlicesTested, IReadOnlyList<string> Confusions, IReadOnlyList<string> Suspects, IReadOnlyList<IReadOnlyList<string>> Leaks)
{
    /// <summary>Reads them from <c>report.json</c>.</summary>
    public static FailureAnalysis Read(JsonElement report) => new(
        [.. Each(report, "slices").Select(slice => FormattableString.Invariant(
            $"{string.Join(" and ", Each(slice, "predicates"))}: error {slice.Number("loss"):P1}, elsewhere {slice.Number("rest"):P1}"))],
        (long)(report.Number("slicesTested") ?? 0),
        [.. Each(report, "confusions").Select(pair => FormattableString.Invariant($"{pair.Text("truth")} taken for {pair.Text("predicted")} {pair.Number("count"):0} times"))],
        [.. Each(report, "annotationErrors").Select(suspect => suspect.Member("item")!.Value.Text("name")!)],
        report.Member("leaks") is { ValueKind: JsonValueKind.Object } leaks
            ? [.. Each(leaks, "findings").Select(group => (IReadOnlyList<string>)[.. Each(group, "members").Select(member => member.Text("name")!)])]
            : []);

    private static JsonElement[] Each(JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray()] : [];
}
