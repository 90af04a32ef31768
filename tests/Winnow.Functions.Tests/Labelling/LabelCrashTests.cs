using Parquet.Serialization;
using Winnow.Core.Catalogue;
using Winnow.Core.Models;
using Winnow.Functions.Labelling;
using Winnow.Storage.Models;
using Xunit.Abstractions;

namespace Winnow.Functions.Tests.Labelling;

public sealed class LabelCrashTests(LabellingFixture storage, ITestOutputHelper output) : IClassFixture<LabellingFixture>
{
    private const string Pack = "b1-0000-0000";
    private const string Other = "other";
    private static readonly string s_run = Guid.NewGuid().ToString("N");
    private readonly string _model = $"m{Guid.NewGuid():N}";

    /// <summary>Also between the Parquet file and the rows, between these and the end of other runs' pseudo-labels, and between that and the index.</summary>
    [Fact]
    public async Task LabelAsync_CrashBeforeAnyRequest_LeavesTheSameAfterTheRetry()
    {
        await storage.UploadDigitsModelAsync(_model);
        await storage.Registration.RegisterAsync(new(_model, "1"), default);
        await LabelAsync(0);
        var (expected, requests) = await LabelAsync(0);
        output.WriteLine($"{requests} requests\n{expected}");
        Assert.InRange(requests, 10, 60);
        Assert.Contains("labelled 4, pseudo-labels 4, skipped 2", expected, StringComparison.Ordinal);

        for (var request = 1; request <= requests; request++)
        {
            var (actual, tried) = await LabelAsync(request);
            Assert.Equal(request, Math.Min(request, tried));
            Assert.True(expected == actual, $"After a crash before request {request}:\n{actual}\n\ninstead of\n{expected}");
        }
    }

    /// <summary>Six digits: two have a prediction of the model, all have a pseudo-label of another one; then what is missing is labelled.</summary>
    private async Task<(string State, int Requests)> LabelAsync(int crashBefore)
    {
        var dataset = $"d{Guid.NewGuid():N}";
        var items = await storage.AddPackAsync(dataset, Pack, [.. Enumerable.Range(0, 6).Select(index => (LabellingFixture.Digit(index).Png, (string?)"image/png"))]);
        await storage.Catalogue.WritePredictionsAsync(dataset, items, [.. items.Select(item => Said(item, new(Other, "1"), true)), .. items.Take(2).Select(item => Said(item, new(_model, "1"), false))], default);
        var run = new LabelInput { Run = s_run, Dataset = dataset, Model = $"{_model}@1", OnlyMissing = true, MinimumConfidence = 0 };

        var (counts, requests) = await RequestProbe.RunAsync(() => storage.Labeller.LabelAsync(run, Pack, default), crashBefore);

        return ($"labelled {counts.Labelled}, pseudo-labels {counts.PseudoLabels}, skipped {counts.Skipped}\n{await ShowAsync(dataset, items)}", requests);
    }

    private static Prediction Said(Item item, ModelId model, bool isPseudoLabel) =>
        new() { ItemId = item.Id, Model = model, Run = "before", Label = "before", Confidence = 0.99, IsPseudoLabel = isPseudoLabel };

    /// <summary>Rows, index, manifest and Parquet file.</summary>
    private async Task<string> ShowAsync(string dataset, List<Item> items)
    {
        var lines = new List<string>();
        foreach (var model in new ModelId[] { new(Other, "1"), new(_model, "1") })
            lines.AddRange((await storage.Catalogue.ReadPredictionsAsync(dataset, Pack, model, default)).Select(row => $"row {row.ItemId} {row.Model} {row.Run} {row.Label} {row.IsPseudoLabel}"));
        foreach (var label in Enumerable.Range(0, 10).Select(digit => $"{digit}").Append("before"))
            lines.AddRange((await storage.Catalogue.QueryAsync(dataset, new() { Label = label }, 10, null, default)).Value.Select(found => $"label {label} {found.Id} {found.Model} {found.State}"));
        lines.AddRange((await storage.Catalogue.ReadManifestAsync(dataset, Pack, default)).Select(item => $"manifest {item.ItemId} {item.Label} {item.Model}"));
        var blob = storage.Clients.Predictions.GetBlobClient(PredictionFiles.PathOf(dataset, new(_model, "1"), s_run, Pack));
        var rows = (await ParquetSerializer.DeserializeAsync<PredictionRow>((await blob.DownloadContentAsync()).Value.Content.ToStream())).Data;
        lines.AddRange(rows.Select(row => $"file {row.ItemId} {row.Label} {row.IsPseudoLabel} {row.Scores.Count}"));
        Assert.Equal(items.Count, lines.Count(line => line.StartsWith("manifest", StringComparison.Ordinal)));
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }
}
