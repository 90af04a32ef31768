using Winnow.Core.Metrics;
using Winnow.Core.Metrics.Text;
using Winnow.Core.Models;

namespace Winnow.Core.Evaluations.Report;

/// <summary>The report as one HTML page that needs nothing beside it: no script, no font, no address but <c>data:</c>.</summary>
/// <remarks>Labels, texts and names come from outside: every value goes through <see cref="Markup"/>, which encodes it.</remarks>
public static class ReportPage
{
    private const int MaxShownItems = 60;
    private const int MaxShownConfusions = 40;
    private const int TinyImage = 4096;

    /// <summary>Writes the page.</summary>
    /// <param name="report">What to show.</param>
    /// <param name="images">Addresses of images by item id: <c>data:image/…</c> only, others are left out.</param>
    public static string Write(EvaluationReport report, IReadOnlyDictionary<string, string> images)
    {
        var title = $"{report.Model} on {report.Dataset}";
        return Markup.Of(
            $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
            <title>{title}: evaluation</title><style>{new Markup(ReportStyle.Css)}</style></head>
            <body><main>
            <h1>{title}{(report.Split is null ? "" : $", split {report.Split}")}</h1>
            <p class="verdict">{Verdict(report)}</p>
            {Numbers(report)}
            {Findings(report)}
            {Failures(report, images)}
            {ClassTable(report)}
            {Settings(report)}
            </main></body></html>
            """).Html;
    }

    private static Markup Verdict(EvaluationReport report) => report.Task == ModelTask.Classification
        ? Markup.Of($"{Show.Percent((double)(report.Items - report.Wrong) / report.Items)} right: {report.Wrong} of {report.Items} items are misclassified.")
        : Markup.Of($"{report.Items - report.Wrong} of {report.Items} texts are exactly right; {report.Findings.Text!.Characters.Edits} of {report.Findings.Text.Characters.ReferenceLength} characters are wrong ({Show.Percent(report.Findings.Text.Characters.Rate)}).");

    private static Markup Numbers(EvaluationReport report)
    {
        var scores = report.Metrics.Select(metric => Number(metric.Key == MetricNames.ExpectedCalibrationError ? Show.Share(metric.Value.Value) : Show.Percent(metric.Value.Value), metric.Key));
        var skipped = report.Skipped;
        Markup[] counts =
        [
            Number(Markup.Of($"{report.Items}").Html, "items"), Number(Markup.Of($"{report.Wrong}").Html, "wrong"),
            Number(Markup.Of($"{skipped.NoAnnotation + skipped.NoPrediction + skipped.PredictionError}").Html, "skipped"),
        ];
        return Markup.Of(
            $"""
            <div class="numbers">{Markup.Join(scores)}{Markup.Join(counts)}</div>
            <p class="soft">Skipped: {skipped.NoAnnotation} without annotation, {skipped.NoPrediction} without prediction, {skipped.PredictionError} on which the model failed.</p>
            """);
    }

    private static Markup Number(string value, string name) => Markup.Of($"""<div class="number"><b>{value}</b><span>{name}</span></div>""");

    private static Markup Findings(EvaluationReport report)
    {
        var own = report.Findings.Text is { } text
            ? Markup.Of($"{Card("Character error rate by length", Plots.ErrorByLength(text.Lengths), "Share of wrong characters, by the length of the reference.")}{Card("Characters read as others", Characters(text), "Reference → what was read, with how often; ∅ is nothing, ␣ a space.")}")
            : Markup.Of($"{Card("Confusion matrix", Plots.ConfusionMatrix(report.Findings.Confusion!, report.Findings.PerClass), "Rows are true classes. Colour: share of the row, stretched (square root) so that rare confusions show.")}{Card("Classes", Plots.ClassBars(report.Findings.PerClass), "The number is F1.")}");
        return Markup.Of(
            $"""
            <div class="grid">{own}
            {Card("Confidence", Plots.ConfidenceHistogram(report.Findings.ConfidenceHistogram), "Confidence of right (up) and wrong (down) answers, each half with its own scale.")}
            {Card("Reliability", Plots.Reliability(report.Findings.Reliability), "On the dashed line the confidence is deserved; below it the model is too sure.")}</div>
            """);
    }

    private static Markup Card(string title, Markup content, string note) =>
        Markup.Of($"""<div class="card"><h2>{title}</h2>{content}<p class="soft">{note}</p></div>""");

    private static Markup Characters(TextFindings text) => text.Confusions.Count == 0
        ? Markup.Of($"<p>None.</p>")
        : Markup.Of($"""<div class="chips">{Markup.Join(text.Confusions.Take(MaxShownConfusions).Select(pair => Markup.Of($"""<span><bdi>{Show.Character(pair.Reference)}</bdi> → <bdi>{Show.Character(pair.Hypothesis)}</bdi> <b>{pair.Count}</b></span>""")))}</div>""");

    private static Markup Failures(EvaluationReport report, IReadOnlyDictionary<string, string> images)
    {
        if (report.Worst.Count == 0)
        {
            return Markup.Of($"""<section class="card"><h2>Mistakes</h2><p>None.</p></section>""");
        }

        var shown = report.Worst.Take(MaxShownItems).ToList();
        var isText = report.Task == ModelTask.TextRecognition;
        var order = isText ? "the most edits first" : "the most confident first";
        var normaliser = new TextNormaliser(report.Settings.Normalisation);
        var figures = shown.Select(item => Figure(item, images, isText ? normaliser : null));
        return Markup.Of(
            $"""
            <section class="card"><h2>Mistakes</h2><p class="soft">{shown.Count} of {report.Wrong}, {order}.</p>
            <div class="items{(isText ? " wide" : "")}">{Markup.Join(figures)}</div></section>
            """);
    }

    private static Markup Figure(ReportItem item, IReadOnlyDictionary<string, string> images, TextNormaliser? normaliser)
    {
        var image = images.TryGetValue(item.ItemId, out var address) && address.StartsWith("data:image/", StringComparison.Ordinal)
            ? Markup.Of($"""<img src="{address}" alt="{item.Name}" class="{(address.Length < TinyImage && normaliser is null ? "tiny" : "")}">""")
            : Markup.Empty;
        return Markup.Of($"""<figure>{image}{(normaliser is null ? Classes(item) : Texts(item, normaliser))}<figcaption><bdi>{Show.Short(item.Name, 60)}</bdi></figcaption></figure>""");
    }

    private static Markup Classes(ReportItem item) => Markup.Of(
        $"""<div><b><bdi>{Show.Short(item.Truth, 40)}</bdi></b> → <b class="wrong"><bdi>{Show.Short(item.Predicted, 40)}</bdi></b></div><div class="soft">confidence {Show.Percent(item.Confidence, 1)}</div>""");

    private static Markup Texts(ReportItem item, TextNormaliser normaliser)
    {
        var (reference, hypothesis) = TextDiff.Of(Show.Short(item.Truth, 2000), Show.Short(item.Predicted, 2000), normaliser);
        return Markup.Of(
            $"""<p class="text" title="reference">{reference}</p><p class="text" title="read">{hypothesis}</p><div class="soft">loss {Show.Share(item.Loss)}, confidence {Show.Percent(item.Confidence, 1)}</div>""");
    }

    private static Markup ClassTable(EvaluationReport report)
    {
        if (report.Findings.PerClass.Count == 0)
        {
            return Markup.Empty;
        }

        var rows = report.Findings.PerClass.Take(1000).Select(one => Markup.Of(
            $"""<tr><td><bdi>{Show.Short(one.Label, 80)}</bdi></td><td class="n">{Show.Share(one.Precision)}</td><td class="n">{Show.Share(one.Recall)}</td><td class="n">{Show.Share(one.F1)}</td><td class="n">{one.Support}</td><td class="n">{one.Predicted}</td></tr>"""));
        return Markup.Of(
            $"""
            <section class="card"><details><summary>All {report.Findings.PerClass.Count} classes</summary><div class="scroll"><table>
            <tr><th>class</th><th class="n">precision</th><th class="n">recall</th><th class="n">F1</th><th class="n">support</th><th class="n">predicted</th></tr>
            {Markup.Join(rows)}</table></div></details></section>
            """);
    }

    private static Markup Settings(EvaluationReport report)
    {
        Markup Row(string name, string value) => Markup.Of($"<tr><th>{name}</th><td>{value}</td></tr>");
        var signatures = report.Metrics.Select(metric => Markup.Of(
            $"""<tr><th>{metric.Key}</th><td><code>{metric.Value.Signature}</code></td></tr>"""));
        var normalisation = report.Settings.Normalisation.Count == 0 ? "none" : string.Join(", ", report.Settings.Normalisation);
        return Markup.Of(
            $"""
            <section class="card"><h2>How it was computed</h2><div class="scroll"><table>{Markup.Join(signatures)}</table></div></section>
            <section class="card"><h2>Settings</h2><div class="scroll"><table>
            {Row("evaluation", report.Id)}{Row("created", report.CreatedAt.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", System.Globalization.CultureInfo.InvariantCulture))}
            {Row("dataset", report.Dataset)}{Row("model", report.Model)}{Row("task", report.Task == ModelTask.Classification ? "classification" : "text recognition")}{Row("split", report.Split ?? "all items")}
            {Row("metrics", string.Join(", ", report.Metrics.Keys))}{Row("normalisation", normalisation)}{Row("packs", Markup.Of($"{report.Settings.Packs}").Html)}{Row("worst items kept", Markup.Of($"{report.Settings.WorstItems}").Html)}
            {Row("missing predictions made in", Show.Seconds(report.Timings.LabelSeconds))}{Row("evaluated in", Show.Seconds(report.Timings.EvaluateSeconds))}{Row("model ran on", report.Provider ?? "predictions were there before")}
            </table></div></section>
            """);
    }
}
