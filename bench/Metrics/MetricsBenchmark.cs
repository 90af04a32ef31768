using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Tasks;
using Winnow.Core.Metrics;
using Winnow.Core.Metrics.Text;
using Winnow.Core.Models;

namespace Winnow.Bench;

/// <summary>The accumulators of evaluations: packs joined and counted, numbers serialised and merged, texts aligned.</summary>
internal sealed class MetricsBenchmark : IBenchmark
{
    private const int PackItems = 512;
    private static readonly ModelId s_model = new("m", "1");
    private static readonly EvaluationSpec s_spec = new()
    {
        Dataset = "d", Model = s_model.ToString(), Task = ModelTask.Classification, Metrics = MetricNames.Of(ModelTask.Classification),
    };

    public string Name => "metrics";

    public string Summary => "Accumulators of evaluations on one core: items classified and merged, lines of text compared, memory.";

    public IReadOnlyList<string> Options =>
    [
        "--items N     items classified (default 1000000)",
        "--classes N   classes (default 1000)",
        "--lines N     pairs of lines (default 100000)",
    ];

    public Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (items, classes, lines) = (arguments.Number("--items", 1_000_000), arguments.Number("--classes", 1000), arguments.Number("--lines", 100_000));
        Classify(20_000, classes, cancellationToken);
        Distances(Lines(2_000));
        var (count, merge, bytes) = Classify(items, classes, cancellationToken);
        var pairs = Lines(lines);
        var compare = CompareTexts(pairs);
        return Task.FromResult<IReadOnlyList<Measurement>>(
        [
            new("items", items, ""),
            new("classes", classes, ""),
            new("itemsPerSecond", items / count.TotalSeconds, "1/s"),
            new("packsMergedPerSecond", Math.Ceiling((double)items / PackItems) / merge.TotalSeconds, "1/s"),
            new("mergedNumbers", bytes / 1e3, "kB"),
            new("memoryOfMergedNumbers", HeapOf(items, classes, cancellationToken) / 1e6, "MB"),
            new("linesComparedPerSecond", lines / compare.TotalSeconds, "1/s"),
            new("distancesPerSecond", lines / Distances(pairs).TotalSeconds, "1/s"),
            new("peakMemory", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6, "MB"),
        ]);
    }

    /// <summary>As an evaluation does it: join and count a pack, write its numbers, read them, merge them.</summary>
    private static (TimeSpan Count, TimeSpan Merge, int Bytes) Classify(int items, int classes, CancellationToken cancellationToken)
    {
        var merged = new EvaluationAccumulator(TaskEvaluations.Create(s_spec));
        var (count, merge) = (new Stopwatch(), new Stopwatch());
        foreach (var pack in Packs(items, classes))
        {
            cancellationToken.ThrowIfCancellationRequested();
            count.Start();
            var numbers = JsonSerializer.SerializeToUtf8Bytes(new PackEvaluation(s_spec, pack.Items, pack.Truths, pack.Said).Accumulator, EvaluationJson.Options);
            count.Stop();
            merge.Start();
            merged.Merge(JsonSerializer.Deserialize<EvaluationAccumulator>(numbers, EvaluationJson.Options)!);
            merge.Stop();
        }

        return merged.Items == items
            ? (count.Elapsed, merge.Elapsed, JsonSerializer.SerializeToUtf8Bytes(merged, EvaluationJson.Options).Length)
            : throw new InvalidOperationException($"{merged.Items} of {items} items were counted.");
    }

    /// <summary>What the heap holds beside nothing but the merged numbers.</summary>
    private static long HeapOf(int items, int classes, CancellationToken cancellationToken)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var merged = new EvaluationAccumulator(TaskEvaluations.Create(s_spec));
        foreach (var pack in Packs(items, classes))
        {
            cancellationToken.ThrowIfCancellationRequested();
            merged.Merge(new PackEvaluation(s_spec, pack.Items, pack.Truths, pack.Said).Accumulator);
        }

        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(merged);
        return after - before;
    }

    private static IEnumerable<(List<Item> Items, List<Annotation> Truths, List<Prediction> Said)> Packs(int items, int classes)
    {
        var random = new Random(1);
        for (var first = 0; first < items; first += PackItems)
        {
            var all = Enumerable.Range(first, Math.Min(PackItems, items - first)).Select(MakeItem).ToList();
            var truths = all.ConvertAll(item => new Annotation { ItemId = item.Id, Label = Text(random.Next(classes)) });
            var said = truths.ConvertAll(truth => new Prediction
            {
                ItemId = truth.ItemId, Model = s_model, Run = "r", Confidence = random.NextDouble(),
                Label = random.Next(10) == 0 ? Text(random.Next(classes)) : truth.Label,
            });
            yield return (all, truths, said);
        }
    }

    private static Item MakeItem(int index) => new()
    {
        Dataset = "d", Pack = $"p-{index / PackItems}", Id = index.ToString("x64", CultureInfo.InvariantCulture), Name = $"{index}.png", Offset = 0, Length = 1,
        MediaType = "image/png", IngestedAt = DateTimeOffset.UnixEpoch,
    };

    private static TimeSpan CompareTexts(IReadOnlyList<(string Reference, string Read)> pairs)
    {
        var numbers = new TextAccumulator(TextNormaliser.Default);
        var watch = Stopwatch.StartNew();
        foreach (var (reference, read) in pairs)
        {
            numbers.Add(reference, read, 0.5);
        }

        return watch.Elapsed;
    }

    private static TimeSpan Distances(IReadOnlyList<(string Reference, string Read)> pairs)
    {
        var symbols = pairs.Select(pair => (Symbols(pair.Reference), Symbols(pair.Read))).ToList();
        var (watch, sum) = (Stopwatch.StartNew(), 0L);
        foreach (var (reference, read) in symbols)
        {
            sum += Levenshtein.Distance(reference, read);
        }

        return sum > 0 ? watch.Elapsed : throw new InvalidOperationException("No pair of lines differs.");
    }

    private static int[] Symbols(string text) => [.. text.EnumerateRunes().Select(rune => rune.Value)];

    /// <summary>Lines of 40 to 80 characters; of every character one in twenty is read wrongly, left out or doubled.</summary>
    private static List<(string Reference, string Read)> Lines(int count)
    {
        var random = new Random(2);
        char Letter() => random.Next(6) == 0 ? ' ' : (char)('a' + random.Next(26));
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var reference = string.Concat(Enumerable.Range(0, random.Next(40, 81)).Select(_ => Letter()));
            return (reference, string.Concat(reference.Select(c => random.Next(60) switch { 0 => $"{Letter()}", 1 => "", 2 => $"{c}{c}", _ => $"{c}" })));
        })];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
