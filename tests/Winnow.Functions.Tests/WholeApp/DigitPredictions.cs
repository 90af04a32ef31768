using System.Globalization;
using System.Text.Json;
using Winnow.Core.Catalogue;
using Winnow.TestSupport;

namespace Winnow.Functions.Tests.WholeApp;

/// <summary>Datasets of annotated digits, and predictions for them that somebody brings.</summary>
internal sealed class DigitPredictions(RunningApp app)
{
    public async Task<string> DigitsAsync(Range indexes)
    {
        var dataset = await app.CreateDatasetAsync();
        await app.DropDigitsAsync(dataset, "a", indexes);
        var all = Enumerable.Range(0, 10_000).Take(indexes);
        await app.AnnotateAsync(dataset, all.Select(index => new NamedAnnotation { Path = $"a/{index:D4}.png", Label = Label(index), Split = "test" }));
        return dataset;
    }

    public async Task<JsonElement> ImportAsync(string dataset, string model, IEnumerable<string> rows)
    {
        var started = await app.SendAsync(HttpMethod.Post, $"datasets/{dataset}/predictions?model={model}&format=jsonl", new StringContent(string.Join('\n', rows)));
        Assert.True((int)started.Status == 202, started.Json.ToString());
        var run = await app.WaitForEndAsync(started.Location!.ToString());
        Assert.True(run.GetProperty("status").GetString() == "completed", run.ToString());
        return run;
    }

    public static string Row(int index, string label, double confidence) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{ "file_name": "a/{{index:D4}}.png", "label": "{{label}}", "confidence": {{confidence}} }""");

    public static string Label(int index) => SomeDigits.At(index).Label;

    public static string Wrong(int index) => Label(index) == "7" ? "1" : "7";
}
