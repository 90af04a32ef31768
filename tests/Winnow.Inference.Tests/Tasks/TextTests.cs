using System.Text;
using Winnow.Core.Metrics.Tagging;
using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests.Tasks;

/// <summary>Texts that no model has seen: mails, and sentences of the Brown Corpus.</summary>
public sealed class TextTests
{
    [Fact]
    public async Task RunAsync_HeldOutMails_AreAsRightAsTheTrainingScriptMeasured()
    {
        using var session = ModelSession.Load(ModelFolder.OfRepository("spam-mail"), SessionRuns.Cpu);
        session.Validate();
        var mails = Mails.Test().ToList();

        var results = await session.RunAsync(mails.Select(mail => mail.Text));

        Assert.Equal(1209, results.Count);
        // 97.19 % are 1,175; sums in another order may turn a close call.
        Assert.InRange(results.Zip(mails).Count(pair => pair.First.Label == pair.Second.Label), 1172, 1178);
    }

    [Fact]
    public async Task RunAsync_OtherOutputOfTheMailModel_IsAnEmbeddingThatSetsSpamApart()
    {
        using var folder = ModelFolder.Changed(
            "spam-mail", ("task: classification", "task: embedding"), ("  tensor: probabilities\n  kind: probabilities\n  decoding: argmax", "  tensor: embedding\n  decoding: vector\n  normalise: true"),
            ("labels: [ham, spam]\n", ""));
        using var session = ModelSession.Load(folder.Files, SessionRuns.Cpu);
        var mails = Mails.Test().Where((_, i) => i % 4 == 0).ToList();

        var vectors = (await session.RunAsync(mails.Select(mail => mail.Text))).ConvertAll(result => result.Detail!.Vector!.ToArray());

        Assert.All(vectors, vector => Assert.Equal((16, 1.0), (vector.Length, Math.Round(Math.Sqrt(vector.Sum(x => (double)x * x)), 4))));
        Assert.InRange(NearestNeighbours.Accuracy(vectors, [.. mails.Select(mail => mail.Label)]), 0.94, 1);
    }

    [Fact]
    public async Task RunAsync_HeldOutSentences_NamesAreFound()
    {
        using var session = ModelSession.Load(ModelFolder.OfRepository("names-tagger"), SessionRuns.Cpu);
        session.Validate();
        var sentences = BrownCorpus.Test(20).ToList();
        var tags = new TaggingAccumulator();

        var results = await session.RunAsync(sentences.Select(sentence => Encoding.UTF8.GetBytes(sentence.Text)));

        foreach (var (result, sentence) in results.Zip(sentences)) tags.Add(sentence.Tags, result.Detail!.Tags!);
        Assert.InRange(sentences.Count, 1500, 2500);
        Assert.InRange(tags.GetScores()[TaggingMetricNames.F1].Value!.Value, 0.89, 0.95);
    }

    [Fact]
    public async Task RunAsync_Sentence_OneTagPerWordAndNoneForNothing()
    {
        using var session = ModelSession.Load(ModelFolder.OfRepository("names-tagger"), SessionRuns.Cpu);

        var results = await session.RunAsync([.. new[] { "Yesterday Mr. Herman Melville went  to\tNew York .", " \n" }.Select(Encoding.UTF8.GetBytes)]);

        Assert.Equal(["O", "B-NAME", "I-NAME", "I-NAME", "O", "O", "B-NAME", "I-NAME", "O"], results[0].Detail!.Tags!);
        Assert.Equal(9, results[0].Scores.Count);
        Assert.Empty(results[1].Detail!.Tags!);
        Assert.Equal(0, results[1].Confidence);
    }

    [Fact]
    public async Task RunAsync_BrokenEncoding_FailsAlone()
    {
        using var session = ModelSession.Load(ModelFolder.OfRepository("spam-mail"), SessionRuns.Cpu);
        var text = "Dear friend, this is a confidential business proposal";
        byte[][] contents =
        [
            Encoding.UTF8.GetBytes(text), [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)], [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
            [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)], Encoding.Latin1.GetBytes("Grüße"), [0xFF, 0xFE, 0x41], [],
        ];

        var results = await session.RunAsync(contents);

        Assert.Equal([true, true, true, true, false, false, true], results.Select(result => result.Error is null));
        Assert.All(results.Take(4), result => Assert.Equal(results[0].Confidence!.Value, result.Confidence!.Value, 1e-6));
        Assert.Equal("The text is not UTF-8: byte 0xFC at position 2 begins no character. Save it as UTF-8.", results[4].Error);
        Assert.Contains("UTF-16", results[5].Error, StringComparison.Ordinal);
    }
}
