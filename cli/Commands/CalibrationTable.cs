using System.Globalization;
using System.Text.Json;
using Winnow.Cli.Api;
using Winnow.Cli.Output;

namespace Winnow.Cli.Commands;

/// <summary>A calibration as a table: per class the threshold and what it rests on.</summary>
internal static class CalibrationTable
{
    public static void Write(CommandContext context, JsonElement calibration)
    {
        var precision = calibration.GetProperty("rule").GetProperty("precision");
        var table = Tables.Create("class", "from score>", "accepted>", "right>", "of>", "why none");
        foreach (var one in calibration.GetProperty("thresholds").EnumerateArray())
        {
            table.AddTextRow(
                Readable.Cut(one.Text("class") ?? "any text", 30), one.Number("threshold")?.ToString("0.0000", CultureInfo.InvariantCulture), Count(one, "accepted"), Count(one, "right"),
                Count(one, "tested"), one.Text("reason"));
        }

        context.Console.Result.Line(
            $"precision of at least {Readable.Percent(precision.Number("target") ?? 0, 1)} in every class, with {Readable.Percent(precision.Number("confidence") ?? 0, 1)} confidence; " +
            $"planned by {Count(calibration, "planItems")} annotated items, tested by {Count(calibration, "testItems")}; look {Count(calibration, "look")} at them");
        context.Console.Result.Write(table);
    }

    private static string Count(JsonElement of, string name) => Readable.Count((long)(of.Number(name) ?? 0));
}
