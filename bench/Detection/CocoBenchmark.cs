using System.Diagnostics;
using Winnow.Core.Metrics.Detection;

namespace Winnow.Bench;

/// <summary>Detections evaluated as COCO does, against COCOeval on the same data.</summary>
internal sealed class CocoBenchmark : IBenchmark
{
    private const int Rounds = 3;
    private const int Resamples = 200;
    private const double Tolerance = 1e-9;

    private static readonly string[] s_names =
    [
        DetectionMetricNames.AveragePrecision, DetectionMetricNames.AveragePrecision50, DetectionMetricNames.AveragePrecision75,
        DetectionMetricNames.AveragePrecisionSmall, DetectionMetricNames.AveragePrecisionMedium, DetectionMetricNames.AveragePrecisionLarge,
        DetectionMetricNames.AverageRecall1, DetectionMetricNames.AverageRecall10, DetectionMetricNames.AverageRecall100,
        DetectionMetricNames.AverageRecallSmall, DetectionMetricNames.AverageRecallMedium, DetectionMetricNames.AverageRecallLarge,
    ];

    public string Name => "coco";

    public string Summary => "Detections evaluated on one core and on two, weighted for a bootstrap, and by COCOeval: time, memory, and that the numbers agree.";

    public IReadOnlyList<string> Options =>
    [
        "--images N          images (default 5000)",
        "--truths N          objects on all of them (default 36000)",
        "--detections N      detections on each (default 100)",
        "--pycocotools PATH  folder that holds the built package pycocotools, to compare with",
    ];

    public async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var images = new SomeCocoImages(arguments.Number("--images", 5000), arguments.Number("--truths", 36_000), arguments.Number("--detections", 100)).Make();
        Evaluate(images, 2);
        var (alone, both, theirs) = (new List<double>(), new List<double>(), new List<CocoEval.Result>());
        var folder = Directory.CreateTempSubdirectory("winnow-coco-").FullName;
        try
        {
            var other = arguments.Text("--pycocotools") is { } path ? new CocoEval(path, folder) : null;
            await CocoFiles.WriteAsync(images, folder, cancellationToken);
            for (var round = 0; round < Rounds; round++)
            {
                await Console.Error.WriteLineAsync($"round {round + 1} of {Rounds} …");
                alone.Add(Evaluate(images, 1));
                both.Add(Evaluate(images, 2));
                if (other is not null)
                {
                    theirs.Add(await other.RunAsync(cancellationToken));
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return Report(images, alone, both, theirs);
    }

    private static List<Measurement> Report(IReadOnlyList<CocoImage> images, List<double> alone, List<double> both, List<CocoEval.Result> theirs)
    {
        var (numbers, heap) = Hold(images);
        var scores = numbers.GetScores();
        var measured = new List<Measurement>
        {
            new("images", images.Count, ""), new("detections", numbers.Detections, ""), new("ap", scores["ap"].Value!.Value * 100, "%"),
            new("timeOnOneCore", Median(alone) * 1e3, "ms"), new("timeOnTwoCores", Median(both) * 1e3, "ms"),
            new("memoryOfNumbers", heap / 1e6, "MB"), new("timeOfResample", Resample(numbers.ToResample()), "ms"),
            new("peakMemory", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6, "MB"),
        };
        if (theirs.Count > 0)
        {
            var seconds = Median(theirs.Select(result => result.Seconds));
            measured.Add(new("timeOfCocoEval", seconds * 1e3, "ms"));
            measured.Add(new("peakMemoryOfCocoEval", theirs.Max(result => result.PeakBytes) / 1e6, "MB"));
            measured.Add(new("timesFasterOnOneCore", seconds / Median(alone), "x"));
            measured.Add(new("timesFasterOnTwoCores", seconds / Median(both), "x"));
            measured.Add(new("largestDifference", LargestDifference(theirs, scores) / Tolerance, "1e-9"));
        }

        return measured;
    }

    /// <summary>Adds all images, the shards at the same time, merges, and computes the twelve numbers.</summary>
    private static double Evaluate(IReadOnlyList<CocoImage> images, int shards)
    {
        var watch = Stopwatch.StartNew();
        var parts = new DetectionAccumulator[shards];
        Parallel.For(0, shards, shard => parts[shard] = Count(images, shard, shards));
        for (var shard = 1; shard < shards; shard++)
        {
            parts[0].Merge(parts[shard]);
        }

        return parts[0].GetScores().Count == s_names.Length
            ? watch.Elapsed.TotalSeconds
            : throw new InvalidOperationException("The twelve numbers are not all there.");
    }

    private static DetectionAccumulator Count(IReadOnlyList<CocoImage> images, int shard, int shards)
    {
        var numbers = new DetectionAccumulator(new());
        for (var i = shard; i < images.Count; i += shards)
        {
            numbers.AddImage(images[i].Id, images[i].Truths, images[i].Detections);
        }

        return numbers;
    }

    /// <summary>What the heap holds more when all images were counted.</summary>
    private static (DetectionAccumulator Numbers, long Heap) Hold(IReadOnlyList<CocoImage> images)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var numbers = Count(images, 0, 1);
        return (numbers, GC.GetTotalMemory(forceFullCollection: true) - before);
    }

    /// <summary>Milliseconds of one weighted recomputation of AP, on one core.</summary>
    private static double Resample(DetectionResample resample)
    {
        var (random, weights, watch) = (new Random(2), new int[resample.ImageIds.Count], new Stopwatch());
        for (var i = 0; i < Resamples; i++)
        {
            Array.Clear(weights);
            for (var draw = 0; draw < weights.Length; draw++)
            {
                weights[random.Next(weights.Length)]++;
            }

            watch.Start();
            resample.Ap(weights);
            watch.Stop();
        }

        return watch.Elapsed.TotalMilliseconds / Resamples;
    }

    /// <exception cref="InvalidOperationException">A number differs by more than 10⁻⁹.</exception>
    private static double LargestDifference(List<CocoEval.Result> theirs, IReadOnlyDictionary<string, Core.Metrics.Score> scores)
    {
        var largest = theirs.Max(result => s_names.Select((name, i) => Math.Abs((scores[name].Value ?? -1) - result.Stats[i])).Max());
        return largest <= Tolerance ? largest : throw new InvalidOperationException($"A number differs from COCOeval by {largest}.");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
