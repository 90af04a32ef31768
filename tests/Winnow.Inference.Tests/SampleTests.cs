using Winnow.Core.Errors;
using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests;

/// <summary>The samples of the repository's cards, and what is said when one does not come out.</summary>
public sealed class SampleTests
{
    public static TheoryData<string> Models =>
    [
        "digits-cnn", "cifar10-cnn", "cifar10-cnn-small", "digits-detector", "digits-present", "cifar10-features", "sketches-cnn", "sketches-strokes", "spam-mail", "names-tagger", "ppocr-pages",
        "ppocr-latin", "ppocr-japan",
    ];

    [Theory]
    [MemberData(nameof(Models))]
    public async Task CheckSampleAsync_ModelsOfTheRepository_SayWhatTheirCardsExpect(string model)
    {
        using var folder = model switch
        {
            "ppocr-pages" => ModelFolder.Pages(),
            "ppocr-latin" => ModelFolder.Lines(),
            "ppocr-japan" => ModelFolder.JapaneseLines(),
            _ => ModelFolder.Changed(model),
        };
        using var session = ModelSession.Load(folder.Files, SessionRuns.Cpu);
        session.Validate();

        var check = await session.CheckSampleAsync(CancellationToken.None);

        Assert.Equal([], check!.Differences);
    }

    [Theory]
    [InlineData("label: spam", "label: ham", "label is 'spam', the card expects 'ham'")]
    [InlineData("confidence: 1 }", "confidence: 0.5, tolerance: 0.2 }", "the card expects 0.5 ± 0.2")]
    [InlineData("label: spam", "text: spam", "text is '', the card expects 'spam'")]
    [InlineData("label: spam", "labels: [spam, ham]", "labels is '', the card expects 'ham, spam'")]
    [InlineData("label: spam", "vector: [0]", "the vector has 0 elements, the card expects 1 at least")]
    [InlineData("label: spam", "objects: [{ label: a, box: [1, 2, 3, 4.5], text: b }]", "no object is 'a' at [1, 2, 3, 4.5] with the text 'b'")]
    [InlineData("tokenizer: { kind: hashed-ngrams", "tokenizer: { kind: hashed-bytes", "the card expects 'spam'")]
    public async Task CheckSampleAsync_SomethingElse_IsSaid(string old, string replacement, string message)
    {
        using var folder = ModelFolder.Changed("spam-mail", (old, replacement));
        using var session = ModelSession.Load(folder.Files, SessionRuns.Cpu);
        Assert.Contains((await session.CheckSampleAsync(CancellationToken.None))!.Differences, difference => difference.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task CheckSampleAsync_UnreadableSample_IsADifference()
    {
        using var folder = ModelFolder.Changed("digits-present");
        await File.WriteAllTextAsync(folder.Files.PathOf("sample.png"), "no image");
        using var session = ModelSession.Load(folder.Files, SessionRuns.Cpu);
        Assert.StartsWith("the sample 'sample.png' failed: The content is no image", Assert.Single((await session.CheckSampleAsync(CancellationToken.None))!.Differences), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckSampleAsync_NoSample_IsNull()
    {
        using var folder = ModelFolder.Changed("digits-cnn", ("sample: {", "# sample: {"));
        using var session = ModelSession.Load(folder.Files, SessionRuns.Cpu);
        Assert.Null(await session.CheckSampleAsync(CancellationToken.None));
    }

    [Fact]
    public async Task CheckSampleAsync_MissingFile_IsInvalidCard()
    {
        using var folder = ModelFolder.Changed("digits-present");
        File.Delete(folder.Files.PathOf("sample.png"));
        using var session = ModelSession.Load(folder.Files, SessionRuns.Cpu);
        Assert.Equal(ErrorCodes.InvalidCard, (await Assert.ThrowsAsync<WinnowException>(() => session.CheckSampleAsync(CancellationToken.None))).Code);
    }
}
