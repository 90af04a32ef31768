using Winnow.Inference;

namespace Winnow.Bench;

/// <summary>Our pipeline against the bare loop that is its limit, and against its peers, on the same inputs in one run.</summary>
internal sealed class InferenceBenchmark : IBenchmark
{
    private const string Bare = "bareLoop";

    public string Name => "inference";

    public string Summary => "Images a second and errors: a bare ONNX Runtime loop, Winnow's pipeline, ML.NET, onnxruntime-node, tesseract.";

    public IReadOnlyList<string> Options =>
    [
        $"--task T     {string.Join(", ", InferenceTasks.Names)} (default: all, in turn)",
        "--rounds N   rounds in which all take turns; medians count (default 5)",
        "--variants   instead: the model of the lines optimised beforehand and with 8 bits, against itself",
    ];

    public async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.Has(PipelineAlone.Option)) return await PipelineAlone.RunAsync(arguments, cancellationToken);
        var rounds = Math.Max(1, arguments.Number("--rounds", 5));
        var folder = Directory.CreateTempSubdirectory("winnow-bench-").FullName;
        try
        {
            var measured = new List<Measurement>();
            if (arguments.Has("--variants"))
                return await ModelVariants.MeasureAsync(InferenceTasks.Make("lines", folder), InferenceTasks.ManyLines(folder), rounds, folder, cancellationToken);
            foreach (var name in TasksOf(arguments))
            {
                measured.AddRange(await MeasureAsync(InferenceTasks.Make(name, folder), rounds, Path.Combine(folder, $"{name}-files"), cancellationToken));
            }

            return measured;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <exception cref="BenchmarkArgumentException">There is no such task.</exception>
    private static IReadOnlyList<string> TasksOf(BenchmarkArguments arguments)
    {
        if (!arguments.Has("--task")) return InferenceTasks.Names;
        var name = arguments.Text("--task");
        return InferenceTasks.Names.Contains(name)
            ? [name!]
            : throw new BenchmarkArgumentException($"There is no task '{name}'. The tasks: {string.Join(", ", InferenceTasks.Names)}.");
    }

    private static async Task<List<Measurement>> MeasureAsync(InferenceTask task, int rounds, string folder, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync($"{task.Name}: {task.Items.Count} images are prepared, the pipeline is tuned …");
        var pack = PackFile.Write(folder, task.Items);
        var tuning = await ModelTuner.TuneAsync(task.Files, new() { Provider = InferenceProvider.Cpu }, ModelTuner.DefaultTrial, TimeProvider.System, cancellationToken);
        await Console.Error.WriteLineAsync($"  tuning, items a second: {string.Join(", ", tuning.Trials.Select(trial => $"{trial.Batch.Size}x{trial.Batch.Callers}x{trial.Batch.Threads} {trial.ItemsPerSecond:F1}"))}");
        var inputs = PreparedInputs.Of(task);
        var ours = new OurPipeline(task.Files, tuning.Batch, pack);
        List<IContender> contenders = [ours, .. task.Ways.Select(way => new BareLoop(inputs, way))];
        try
        {
            await InferencePeers.AddAsync(contenders, task, inputs, folder, cancellationToken);
            var scores = await ScoreAsync(contenders, task, cancellationToken);
            ours.ParquetSeconds.Clear();
            var times = await InterleavedRounds.RunAsync(contenders, rounds, task.Passes, cancellationToken);
            return [.. Report(task, contenders, times, ours), .. scores, await PipelineAlone.MeasureAsync(task, ours, pack, cancellationToken)];
        }
        finally
        {
            foreach (var contender in contenders) await contender.DisposeAsync();
        }
    }

    /// <summary>How right each is; all ways of the bare loop give the same answers.</summary>
    private static async Task<IEnumerable<Measurement>> ScoreAsync(List<IContender> contenders, InferenceTask task, CancellationToken cancellationToken)
    {
        var scores = new List<Measurement>();
        foreach (var contender in contenders)
        {
            await Console.Error.WriteLineAsync($"  {contender.Name} {contender.Way}");
            var answers = new string[task.Items.Count];
            await contender.RunAsync(answers, cancellationToken);
            scores.Add(task.Score(contender.Name, answers));
        }

        return scores.DistinctBy(score => score.Name);
    }

    private static IEnumerable<Measurement> Report(InferenceTask task, List<IContender> contenders, RoundTimes[] times, OurPipeline ours)
    {
        double[] rates = [.. times.Select(taken => task.Items.Count / InterleavedRounds.Median(taken.Seconds))];
        foreach (var (contender, rate) in contenders.Zip(rates))
        {
            yield return new($"{task.Name}.{contender.Name}{(contender.Name == Bare ? $".{contender.Way}" : "")}", rate, "1/s");
        }

        var bare = Enumerable.Range(0, contenders.Count).Where(i => contenders[i].Name == Bare).ToList();
        yield return new($"{task.Name}.shareOfBestBareLoop", 100 * rates[0] / bare.Max(i => rates[i]), "%");
        var processor = times.Select(taken => InterleavedRounds.Median(taken.ProcessorSeconds)).ToArray();
        yield return new($"{task.Name}.shareInProcessorTime", 100 * bare.Min(i => processor[i]) / processor[0], "%");
        var parquet = InterleavedRounds.Median(ours.ParquetSeconds) / task.Items.Count;
        yield return new($"{task.Name}.pipelineWithParquet", 1 / ((1 / rates[0]) + parquet), "1/s");
    }
}
