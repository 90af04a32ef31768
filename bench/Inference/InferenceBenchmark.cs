using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Winnow.Core.Models;
using Winnow.Inference;
using Winnow.Inference.Internal.Encoding;

namespace Winnow.Bench;

/// <summary>Our pipeline against the bare loop that is its limit, and against its peers, on the same inputs in one run.</summary>
internal sealed class InferenceBenchmark : IBenchmark
{
    private const string Alone = "--pipeline-of";
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
        if (arguments.Text(Alone) is { } pack) return await RunAloneAsync(pack, arguments, cancellationToken);
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
        return InferenceTasks.Names.Contains(name) ? [name!] : throw new BenchmarkArgumentException($"There is no task '{name}'. The tasks: {string.Join(", ", InferenceTasks.Names)}.");
    }

    private static async Task<List<Measurement>> MeasureAsync(InferenceTask task, int rounds, string folder, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync($"{task.Name}: {task.Items.Count} images are prepared, the pipeline is tuned …");
        var pack = PackFile.Write(folder, task.Items);
        var tuning = await ModelTuner.TuneAsync(task.Files, new() { Provider = InferenceProvider.Cpu }, ModelTuner.DefaultTrial, TimeProvider.System, cancellationToken);
        var inputs = PreparedInputs.Of(task);
        var ours = new OurPipeline(task.Files, tuning.Batch, pack);
        List<IContender> contenders = [ours, .. task.Ways.Select(way => new BareLoop(inputs, way))];
        try
        {
            await AddPeersAsync(contenders, task, inputs, folder, cancellationToken);
            var measured = new List<Measurement>();
            foreach (var contender in contenders)
            {
                await Console.Error.WriteLineAsync($"  {contender.Name} {contender.Way}");
                var answers = new string[task.Items.Count];
                await contender.RunAsync(answers, cancellationToken);
                if (measured.TrueForAll(number => !number.Name.StartsWith($"{task.Name}.{contender.Name}.", StringComparison.Ordinal))) measured.Add(task.Score(contender.Name, answers));
            }

            ours.ParquetSeconds.Clear();
            var times = await InterleavedRounds.RunAsync(contenders, rounds, task.Passes, cancellationToken);
            return [.. Report(task, contenders, times, ours), .. measured, await MeasureMemoryAsync(task, ours, pack, cancellationToken)];
        }
        finally
        {
            foreach (var contender in contenders) await contender.DisposeAsync();
        }
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

    /// <summary>Each in the way that is fastest for it.</summary>
    private static async Task AddPeersAsync(List<IContender> contenders, InferenceTask task, PreparedInputs inputs, string folder, CancellationToken cancellationToken)
    {
        async Task AddAsync(Func<ModelBatch, Task<IContender>> make, Func<ModelBatch, bool>? isTried = null)
        {
            ModelBatch[] ways = [.. task.Ways.Where(isTried ?? (_ => true))];
            contenders.Add(await InterleavedRounds.ChooseAsync(ways.Length, i => make(ways[i]), task.Passes, cancellationToken));
        }

        // Whoever decodes by itself gets whole images: nobody here cuts lines out of pages.
        var input = task.Name == "pages" ? null : InputOf(task);
        await AddAsync(way => Task.FromResult<IContender>(new MlNetContender(inputs, way, null)));
        if (input is not null) await AddAsync(way => Task.FromResult<IContender>(new MlNetContender(inputs, way, DecoderOf(task, input))));
        if (NodeContender.FindObstacle() is { } noNode)
        {
            await Console.Error.WriteLineAsync(noNode);
        }
        else
        {
            await AddAsync(async way => await NodeContender.StartOnTensorsAsync(inputs, way, folder));
            // Of lines each has its own width; of small images decoding is all that counts.
            if (input is not null) await AddAsync(async way => await NodeContender.StartOnImagesAsync(task, inputs, input, way, folder), way => way.Callers > 1 && way.Size == (task.Name == "lines" ? 1 : 16));
        }

        if (task.Name != "lines") return;
        if (TesseractContender.FindObstacle() is { } noTesseract) await Console.Error.WriteLineAsync(noTesseract);
        else contenders.Add(new TesseractContender(task, folder));
    }

    private static Action<int, Span<float>> DecoderOf(InferenceTask task, ImageInput input)
    {
        var encoder = ItemEncoders.Create(input, new InferenceOptions().MaxPixels, new(1 << 26));
        return (item, target) =>
        {
            using var tensor = encoder.Encode(task.Items[item].Content);
            tensor.Floats.CopyTo(target);
        };
    }

    private static ImageInput InputOf(InferenceTask task) =>
        (ImageInput)ModelCardReader.Read(File.ReadAllText(task.Files.CardPath), ModelFiles.CardFile).Network.Input;

    /// <summary>The pipeline in a process that does nothing else, so that the peak is its own.</summary>
    private static async Task<Measurement> MeasureMemoryAsync(InferenceTask task, OurPipeline ours, PackFile pack, CancellationToken cancellationToken)
    {
        var way = new[] { ours.Batch.Size, ours.Batch.Callers, ours.Batch.Threads };
        string[] arguments =
        [
            "inference", Alone, pack.Folder, "--model", task.Files.Folder, "--way", string.Join('x', way.Select(number => number.ToString(CultureInfo.InvariantCulture))), "--json",
        ];
        var host = Environment.ProcessPath!;
        var isShared = Path.GetFileNameWithoutExtension(host) == "dotnet";
        var start = new ProcessStartInfo(host, isShared ? [typeof(InferenceBenchmark).Assembly.Location, .. arguments] : arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0) throw new InvalidOperationException($"The pipeline in a process of its own ended with {process.ExitCode}.");
        var peak = JsonSerializer.Deserialize<JsonElement>(output).GetProperty("measured")[0].GetProperty("value").GetDouble();
        return new($"{task.Name}.peakMemoryOfPipeline", peak, "MB");
    }

    private static async Task<IReadOnlyList<Measurement>> RunAloneAsync(string pack, BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        int[] way = [.. arguments.Text("--way")!.Split('x').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        await using var ours = new OurPipeline(new(arguments.Text("--model")!, "0"), new(way[0], way[1], way[2]), new(pack));
        for (var pass = 0; pass < 2; pass++) await ours.RunAsync(null, cancellationToken);
        return [new("peakMemory", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6, "MB")];
    }
}
