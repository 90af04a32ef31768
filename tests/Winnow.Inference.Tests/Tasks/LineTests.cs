using Winnow.Core.Metrics.Text;
using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests.Tasks;

public sealed class LineTests
{
    [Fact]
    public async Task RunAsync_JapaneseLines_AreRead()
    {
        // Universal Declaration of Human Rights, articles 1 and 3.
        string[] texts = ["すべての人間は、生れながらにして自由であり", "尊厳と権利とについて平等である", "人間は、理性と良心とを授けられており", "すべて人は、生命、自由及び身体の安全"];
        using var folder = ModelFolder.JapaneseLines();
        using var session = ModelSession.Load(folder.Files, SessionRuns.Cpu);
        session.Validate();
        var text = new TextAccumulator(TextNormaliser.Default);

        var results = await session.RunAsync(texts.Select(line => Lines.JapanesePng(line, 36)));

        foreach (var (result, line) in results.Zip(texts)) text.Add(line, result.Text!, result.Confidence);
        Assert.InRange(text.GetScores()["cer"].Value!.Value, 0, 0.05);
    }
}
