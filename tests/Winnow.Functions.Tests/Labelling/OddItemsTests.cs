using System.Text;
using System.Text.Json;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Functions.Labelling;
using Winnow.Inference.Tests.Support;
using Winnow.Storage.Models;

namespace Winnow.Functions.Tests.Labelling;

/// <summary>Packs of good and bad items: the good ones are labelled, each bad one has a reason, and doing it again changes nothing.</summary>
public sealed class OddItemsTests(LabellingFixture storage) : IClassFixture<LabellingFixture>
{
    private const string Pack = "b1-0000-0000";

    private readonly string _dataset = $"d{Guid.NewGuid():N}";
    private readonly string _model = $"m{Guid.NewGuid():N}";

    [Theory]
    [InlineData("digits-cnn")]
    [InlineData("digits-present")]
    [InlineData("digits-detector")]
    [InlineData("cifar10-features")]
    [InlineData("ppocr-latin")]
    [InlineData("ppocr-pages")]
    [InlineData("retinaface")]
    public async Task LabelAsync_ImagesOfAllKinds_LabelsTheGoodOnes(string model)
    {
        await storage.RegisterAsync(model, _model);
        var good = OddImages("good").Select(file => (file, (string?)"image/png")).ToList();
        var bad = OddImages("damaged").Select(file => (file, (string?)"image/png")).ToList();
        // The kinds alternate, so that batches hold both.
        var mixed = good.Zip(bad).SelectMany(pair => new[] { pair.First, pair.Second }).Concat(good.Skip(bad.Count)).ToArray();

        await LabelAsync(good.Count, bad.Count, skipped: 1, reason => reason.Contains("image", StringComparison.Ordinal), [.. mixed, ("a text"u8.ToArray(), "text/plain")]);
    }

    [Theory]
    [InlineData("spam-mail")]
    [InlineData("names-tagger")]
    public async Task LabelAsync_TextsInAllEncodings_LabelsTheGoodOnes(string model)
    {
        await storage.RegisterAsync(model, _model);
        byte[][] good =
        [
            "Call me Ishmael ."u8.ToArray(), [0xEF, 0xBB, 0xBF, .. "a mark"u8], [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("UTF-16")], "a\0b"u8.ToArray(), "a\r\nb"u8.ToArray(),
            " "u8.ToArray(), Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("word ", 400_000))),
        ];
        byte[][] bad = [[0x47, 0xFC], [0xFF, 0xFE, 0x00, 0xD8, 0x61, 0x00], [0xFF, 0xFE, 0x61], [0x61, 0xED, 0xA0, 0x80], [0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0]];

        await LabelAsync(good.Length, bad.Length, skipped: 1, reason => reason.EndsWith("Save it as UTF-8.", StringComparison.Ordinal),
            [.. bad.Select(AsText), .. good.Select(AsText), (LabellingFixture.Digit(0).Png, "image/png")]);
    }

    [Fact]
    public async Task LabelAsync_DrawingsOfAllForms_LabelsTheGoodOnes()
    {
        await storage.RegisterAsync("sketches-strokes", _model);
        string[] good =
        [
            """{"strokes": [[[1, 2]]]}""", """{"strokes": [[[1, 2], [9, 9]], []], "word": "cat"}""", """{"drawing": [[[1, 2], [3, 4]]]}""",
            $$"""{"strokes": [[{{string.Concat(Enumerable.Repeat("[1,7],", 100_000))}}[0,0]]]}""",
        ];
        string[] bad =
        [
            "hello", "{}", """{"strokes": []}""", """{"strokes": [[[NaN, 2]]]}""", """{"strokes": [[[1e999, 2]]]}""", """{"strokes": [[[1]]]}""", """{"drawing": [[[1, 2], [1]]]}""",
            $$"""{"strokes": [[[1{{new string('0', 100_000)}}, 2]]]}""",
        ];

        await LabelAsync(good.Length, bad.Length, skipped: 0, reason => reason.Contains("drawing", StringComparison.Ordinal), [.. good.Concat(bad).Select(text => AsText(Encoding.UTF8.GetBytes(text)))]);
    }

    [Fact]
    public async Task LabelAsync_ModelThatGivesNoFiniteNumbers_LabelsTheOthersOfTheSameBatch()
    {
        // The logarithm of a black pixel is −∞.
        const string card = """
            name: NAME
            version: "1"
            task: classification
            input: { tensor: image, layout: nchw, channels: gray, height: 28, width: 28, mean: 0, std: 1, resize: stretch }
            output: { tensor: scores, kind: logits, decoding: argmax }
            labels: { file: labels.txt }
            licence: MIT
            source: made by hand
            """;
        await storage.Clients.Models.GetBlobClient($"{_model}/1/labels.txt").UploadAsync(BinaryData.FromString(string.Join('\n', Enumerable.Range(0, 784))));
        await storage.RegisterAsync(_model, card.Replace("NAME", _model, StringComparison.Ordinal), Onnx.Chain([null, 1, 28, 28], [null, 784], "Flatten", "Log"));
        // Digits have black around them; the other image is gray all over.
        var digits = Enumerable.Range(0, 3).Select(i => (LabellingFixture.Digit(i).Png, (string?)"image/png"));

        await LabelAsync(1, 3, skipped: 0, reason => reason == "The model gave a value that is not a finite number for this item.", [.. digits, (OddImages("good", "flat jpeg of many blocks").Single(), "image/jpeg")]);
    }

    [Fact]
    public async Task LabelAsync_FilesOfTheModelChanged_RunsWhatWasRegisteredOrNothing()
    {
        await storage.RegisterAsync("digits-cnn", _model);
        var digit = LabellingFixture.Digit(2);
        await storage.AddPackAsync(_dataset, Pack, (digit.Png, "image/png"));
        var registered = await storage.Models.ResolveAsync(_model, default);
        // Good files, but others, which call a 1 a 0: whoever registers them is told.
        var error = await Assert.ThrowsAsync<WinnowException>(() => storage.RegisterAsync("digits-cnn", _model, ("labels: [\"0\", \"1\"", "labels: [\"1\", \"0\"")));
        Assert.Equal(ErrorCodes.Conflict, error.Code);
        Assert.Contains("A version does not change: upload under a new one.", error.Detail, StringComparison.Ordinal);
        Assert.Equal(registered, await storage.Models.ResolveAsync(_model, default));

        // A machine that has the registered files goes on with them.
        var run = NewRun();
        Assert.Equal(1, (await storage.Labeller.LabelAsync(run, Pack, default)).Labelled);
        Assert.Equal(("1", "1"), (digit.Label, (await PredictionsAsync()).Single().Label));

        // Another one finds others, and does not run them.
        var other = NewRun();
        error = await Assert.ThrowsAsync<WinnowException>(() => storage.CreateLabellerElsewhere().LabelAsync(other, Pack, default));
        Assert.Equal(ErrorCodes.Conflict, error.Code);
        Assert.StartsWith($"The files of model '{_model}@1' are not those that were registered on ", error.Detail, StringComparison.Ordinal);
        Assert.Equal(run.Run, (await PredictionsAsync()).Single().Run);
        Assert.False(await storage.Clients.Predictions.GetBlobClient(PredictionFiles.PathOf(_dataset, new(_model, "1"), other.Run, Pack)).ExistsAsync());

        // The registered files are put back, and it runs.
        await storage.RegisterAsync("digits-cnn", _model);
        Assert.Equal(1, (await storage.CreateLabellerElsewhere().LabelAsync(other, Pack, default)).Labelled);
    }

    /// <summary>Labels a pack three times over: anew, the same run again, and what is missing.</summary>
    private async Task LabelAsync(int good, int bad, int skipped, Predicate<string> isReason, params (byte[] Content, string? MediaType)[] contents)
    {
        var items = await storage.AddPackAsync(_dataset, Pack, contents);
        var run = NewRun();

        var counts = await storage.Labeller.LabelAsync(run, Pack, default);

        Assert.Equal((items.Count, good, bad, skipped), (counts.Items, counts.Labelled, counts.Failed, counts.Skipped));
        var predictions = await PredictionsAsync();
        Assert.Equal((good, bad), (predictions.Count(row => row.Error is null), predictions.Count(row => row.Error is not null)));
        Assert.All(predictions.Where(row => row.Error is not null), row => Assert.True(isReason(row.Error!), row.Error));
        Assert.All(predictions.Where(row => row.Error is not null), row => Assert.True(row is { Label: null, Text: null, Confidence: null, IsPseudoLabel: false } && row.Error!.Length < 500));
        Assert.All(predictions.Where(row => row.Confidence is not null), row => Assert.InRange(row.Confidence!.Value, 0, 1));

        var file = await FileAsync(run);
        var again = await storage.Labeller.LabelAsync(run, Pack, default);
        Assert.Equal(counts, again with { WorkSeconds = counts.WorkSeconds, OnnxSeconds = counts.OnnxSeconds });
        Assert.Equal(JsonSerializer.Serialize(predictions), JsonSerializer.Serialize(await PredictionsAsync()));
        Assert.Equal(file, await FileAsync(run));

        var missing = await storage.Labeller.LabelAsync(NewRun() with { OnlyMissing = true }, Pack, default);
        Assert.Equal((0, 0, items.Count), (missing.Labelled, missing.Failed, missing.Skipped));
    }

    private LabelInput NewRun() => new() { Run = Guid.NewGuid().ToString("N"), Dataset = _dataset, Model = $"{_model}@1" };

    private async Task<List<Prediction>> PredictionsAsync() =>
        [.. (await storage.Catalogue.ReadPredictionsAsync(_dataset, Pack, new(_model, "1"), default)).OrderBy(row => row.ItemId, StringComparer.Ordinal)];

    private async Task<byte[]> FileAsync(LabelInput run) =>
        (await storage.Clients.Predictions.GetBlobClient(PredictionFiles.PathOf(_dataset, new(_model, "1"), run.Run, Pack)).DownloadContentAsync()).Value.Content.ToArray();

    private static (byte[] Content, string? MediaType) AsText(byte[] content) => (content, "text/plain");

    /// <summary>The different images of tests/reference/odd_images.json; an item is never empty.</summary>
    private static IEnumerable<byte[]> OddImages(string kind, string? name = null)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(LabellingFixture.Repository, "tests", "reference", "odd_images.json")));
        var images = document.RootElement.GetProperty(kind).EnumerateArray().Where(image => name is null || image.GetProperty("name").GetString() == name);
        return [.. images.Select(image => image.GetProperty("file").GetBytesFromBase64()).Where(file => file.Length > 0).DistinctBy(Convert.ToBase64String)];
    }
}
