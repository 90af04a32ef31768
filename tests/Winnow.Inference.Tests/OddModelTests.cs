using Winnow.Core.Errors;
using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests;

/// <summary>Models that are not what their cards say, or no models: one error, which says what to do.</summary>
public sealed class OddModelTests
{
    private static readonly byte[] s_pixels = Onnx.Chain([null, 1, 1, 2], [null, 2], "Flatten");

    public static TheoryData<string, byte[], string, string> Models => new()
    {
        { "no ONNX", "<!doctype html>"u8.ToArray(), ErrorCodes.InvalidModel, "model.onnx of tiny@1 is not an ONNX model that can be loaded" },
        { "empty", [], ErrorCodes.InvalidModel, "Export and upload it again" },
        { "cut off", s_pixels[..^20], ErrorCodes.InvalidModel, "Export and upload it again" },
        { "unknown operator", Onnx.Chain([null, 1, 1, 2], [null, 2], "Flattery"), ErrorCodes.InvalidModel, "Flattery" },
        { "external data missing", Onnx.ExternalWeights([null, 1, 1, 2], "weights.bin"), ErrorCodes.InvalidModel, "with the files that it names beside it" },
        { "external data outside", Onnx.ExternalWeights([null, 1, 1, 2], "../../etc/passwd"), ErrorCodes.InvalidModel, "with the files that it names beside it" },
        { "two inputs", Onnx.TwoInputs([null, 1, 1, 2]), ErrorCodes.ModelMismatch, "the model has 2 inputs, one is supported" },
        { "no tensor", Onnx.SequenceInput([null, 1, 1, 2]), ErrorCodes.ModelMismatch, "input 'image' is ONNX_TYPE_SEQUENCE, a tensor is supported" },
        { "another rank", Onnx.Chain([null, 1, 2], [null, 2], "Flatten"), ErrorCodes.ModelMismatch, "input 'image' is Float[?, 1, 2], the card says Float[N, 1, 1, 2]" },
        { "another size", Onnx.Chain([null, 1, 1, 3], [null, 3], "Flatten"), ErrorCodes.ModelMismatch, "input 'image' is Float[?, 1, 1, 3], the card says Float[N, 1, 1, 2]" },
        { "integers", Onnx.Chain(Onnx.Int64, [null, 1, 1, 2], [null, 2], "Flatten"), ErrorCodes.ModelMismatch, "input 'image' is Int64[?, 1, 1, 2], the card says Float" },
        { "another rank of the output", Onnx.Chain([null, 1, 1, 2], [null, 1, 1, 2], "Identity"), ErrorCodes.ModelMismatch, "output 'scores' is Float[?, 1, 1, 2], the card says Float[N, 2] (2 labels)" },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void Load_OddModel_SaysWhatIsWrong(string what, byte[] onnx, string code, string message)
    {
        Assert.NotEmpty(what);
        using var folder = ModelFolder.Create(ModelFolder.TinyCard, onnx);
        var error = Assert.Throws<WinnowException>(() => ModelSession.Load(folder.Files, SessionRuns.Cpu));
        Assert.Equal(code, error.Code);
        Assert.Contains(message, error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_WeightsInAFileBesideIt_AreTaken()
    {
        using var folder = ModelFolder.Create(ModelFolder.TinyCard, Onnx.ExternalWeights([null, 1, 1, 2], "weights.bin"));
        await File.WriteAllBytesAsync(folder.Files.PathOf("weights.bin"), [.. BitConverter.GetBytes(0.5f), .. BitConverter.GetBytes(0f)]);
        using var session = ModelSession.Load(folder.Files, SessionRuns.Cpu);
        Assert.Equal([0.7f, 0.4f], (await session.RunAsync([ImageFiles.GrayRow(51, 102)]))[0].Scores, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Theory]
    [InlineData("[left, left]", "the label 'left' comes twice")]
    [InlineData("[left, '']", "one of its labels is empty")]
    public void Load_LabelsThatCannotBeToldApart_AreModelMismatch(string labels, string message)
    {
        using var folder = ModelFolder.Create(ModelFolder.TinyCard.Replace("[left, right]", labels, StringComparison.Ordinal), s_pixels);
        var error = Assert.Throws<WinnowException>(() => ModelSession.Load(folder.Files, SessionRuns.Cpu));
        Assert.Equal(ErrorCodes.ModelMismatch, error.Code);
        Assert.Contains(message, error.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x66, 0xFC, 0x72 }, "labels.txt cannot be read. The text is not UTF-8: byte 0xFC at position 1")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x66 }, "labels.txt cannot be read. The text begins like UTF-16 and is damaged")]
    [InlineData(null, "no file 'labels.txt'")]
    public void Load_LabelsInABrokenEncoding_AreInvalidCard(byte[]? content, string message)
    {
        using var folder = ModelFolder.Create(ModelFolder.TinyCard.Replace("[left, right]", "{ file: labels.txt }", StringComparison.Ordinal), s_pixels);
        if (content is not null) File.WriteAllBytes(folder.Files.PathOf("labels.txt"), content);
        var error = Assert.Throws<WinnowException>(() => ModelSession.Load(folder.Files, SessionRuns.Cpu));
        Assert.Equal(ErrorCodes.InvalidCard, error.Code);
        Assert.Contains(message, error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_CardInLatin1OrTooLarge_IsInvalidCard()
    {
        using var folder = ModelFolder.Create(ModelFolder.TinyCard, s_pixels);
        File.WriteAllBytes(folder.Files.CardPath, System.Text.Encoding.Latin1.GetBytes($"{ModelFolder.TinyCard} by Müller"));
        Assert.StartsWith("card.yaml cannot be read. The text is not UTF-8: byte 0xFC", Detail(), StringComparison.Ordinal);
        File.WriteAllText(folder.Files.CardPath, $"{ModelFolder.TinyCard}\n#{new string(' ', 5 << 20)}");
        Assert.StartsWith("card.yaml has 5,243,", Detail(), StringComparison.Ordinal);

        string Detail()
        {
            var error = Assert.Throws<WinnowException>(() => ModelSession.Load(folder.Files, SessionRuns.Cpu));
            Assert.Equal(ErrorCodes.InvalidCard, error.Code);
            return error.Detail;
        }
    }

    // Decoders that read one row of numbers, and those that read rows of them: the image has 5 rows of 4 pixels.
    [Theory]
    [InlineData("classification", "kind: logits, decoding: argmax", 20, "Flatten")]
    [InlineData("multi-label", "kind: logits, decoding: sigmoid", 20, "Flatten")]
    [InlineData("embedding", "decoding: vector, normalise: true", 0, "Flatten")]
    [InlineData("text-recognition", "kind: logits, decoding: ctc", 3, "Squeeze")]
    [InlineData("detection", "kind: logits, decoding: anchor-free, cells: last, boxes: corners, coordinates: pixels", 1, "Squeeze")]
    public async Task RunAsync_NumbersThatAreNotFinite_AreErrorsOfTheirItemsAlone(string task, string output, int labels, string shaped)
    {
        var names = string.Join(", ", Enumerable.Range(0, labels).Select(i => $"c{i}"));
        var card = $$"""
            name: tiny
            version: "1"
            task: {{task}}
            input: { tensor: image, layout: nchw, channels: gray, height: 5, width: 4, mean: 0.2, std: 1, resize: stretch }
            output: { tensor: scores, {{output}} }
            {{(labels == 0 ? "" : $"labels: [{names}]")}}
            batch: { cpu: { size: 8, callers: 1, threads: 1 } }
            licence: MIT
            source: made by hand
            """;
        // The logarithm of 0 is −∞, of what is below no number.
        var (zero, below) = (ImageFiles.GrayRows(4, [.. Enumerable.Repeat<byte>(200, 19), 51]), ImageFiles.GrayRows(4, [0, .. Enumerable.Repeat<byte>(200, 19)]));
        var good = ImageFiles.GrayRows(4, [.. Enumerable.Range(100, 20).Select(i => (byte)i)]);
        using var folder = ModelFolder.Create(card, Onnx.Chain([null, 1, 5, 4], shaped == "Flatten" ? [null, 20] : [null, 5, 4], shaped, "Log"));
        using var session = ModelSession.Load(folder.Files, SessionRuns.Cpu);

        var results = await session.RunAsync([good, below, good, zero, good]);

        Assert.Equal([true, false, true, false, true], results.Select(result => result.Error is null));
        Assert.All([results[1], results[3]], result => Assert.Equal("The model gave a value that is not a finite number for this item.", result.Error));
        Assert.All([results[1], results[3]], result => Assert.True(result is { Confidence: null, Label: null, Text: null, Detail: null, Scores.Count: 0 }));
        Assert.All([results[2], results[4]], result => Assert.Equal((results[0].Confidence, results[0].Label, results[0].Text), (result.Confidence, result.Label, result.Text)));
        if (task != "embedding") Assert.All([results[0], results[2]], result => Assert.InRange(result.Confidence!.Value, 0, 1));
    }
}
