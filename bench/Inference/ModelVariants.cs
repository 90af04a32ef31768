using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Winnow.Core.Models;

namespace Winnow.Bench;

/// <summary>The recogniser of lines as it is, as ONNX Runtime saves it when it has optimised it, and with 8 bits: a bare loop over each.</summary>
internal static class ModelVariants
{
    private const int Loads = 15;
    private static readonly ModelBatch s_way = new(1, 2, 1);

    /// <summary>8-bit variants, and which operators have them.</summary>
    private static readonly (string Name, string Operators)[] s_quantised = [("int8MatMul", "MatMul"), ("int8MatMulAndConv", "MatMul,Conv")];

    /// <param name="task">Lines on which time is measured.</param>
    /// <param name="many">Lines on which errors are counted.</param>
    /// <param name="rounds">In which all take turns.</param>
    /// <param name="folder">Where variants are put.</param>
    /// <param name="cancellationToken">Stops the measurement.</param>
    public static async Task<List<Measurement>> MeasureAsync(InferenceTask task, InferenceTask many, int rounds, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var variants = await MakeAsync(task.Files.ModelPath, folder, cancellationToken);
        var loops = Loop(variants, PreparedInputs.Of(task));
        foreach (var loop in loops) await loop.RunAsync(null, cancellationToken);
        var times = await InterleavedRounds.RunAsync(loops, rounds, task.Passes, cancellationToken);
        foreach (var loop in loops) await loop.DisposeAsync();
        var rates = variants.Zip(times, (variant, taken) => new Measurement($"{task.Name}.{variant.Name}", task.Items.Count / InterleavedRounds.Median(taken.Seconds), "1/s"));
        return [.. rates, .. await ScoreAsync(many, variants, cancellationToken), .. MeasureLoading(task, variants)];
    }

    private static List<BareLoop> Loop(List<(string Name, string Path, GraphOptimizationLevel Level)> variants, PreparedInputs inputs) => variants.ConvertAll(
        variant => new BareLoop(inputs with { Networks = [inputs.Networks[0] with { Path = variant.Path }] }, s_way, variant.Name, OptionsOf(variant.Level)));

    private static async Task<List<Measurement>> ScoreAsync(
        InferenceTask task, List<(string Name, string Path, GraphOptimizationLevel Level)> variants, CancellationToken cancellationToken)
    {
        var scores = new List<Measurement>();
        foreach (var loop in Loop(variants, PreparedInputs.Of(task)))
        {
            await using var used = loop;
            var answers = new string[task.Items.Count];
            await used.RunAsync(answers, cancellationToken);
            scores.Add(task.Score(used.Name, answers));
        }

        return scores;
    }

    private static async Task<List<(string Name, string Path, GraphOptimizationLevel Level)>> MakeAsync(string original, string folder, CancellationToken cancellationToken)
    {
        var files = new List<(string, string, GraphOptimizationLevel)> { ("original", original, GraphOptimizationLevel.ORT_ENABLE_ALL) };
        foreach (var (name, level) in new[] { ("savedExtended", GraphOptimizationLevel.ORT_ENABLE_EXTENDED), ("savedAll", GraphOptimizationLevel.ORT_ENABLE_ALL) })
        {
            var path = Path.Combine(folder, $"{name}.onnx");
            using var options = OptionsOf(level);
            options.OptimizedModelFilePath = path;
            new InferenceSession(original, options).Dispose();
            // What is saved below the highest level leaves what is made for a processor to whoever loads it.
            files.Add((name, path, level == GraphOptimizationLevel.ORT_ENABLE_ALL ? GraphOptimizationLevel.ORT_DISABLE_ALL : GraphOptimizationLevel.ORT_ENABLE_ALL));
        }

        foreach (var (name, operators) in s_quantised)
        {
            var path = Path.Combine(folder, $"{name}.onnx");
            if (await TryQuantiseAsync(original, path, operators, cancellationToken)) files.Add((name, path, GraphOptimizationLevel.ORT_ENABLE_ALL));
        }

        return files;
    }

    private static async Task<bool> TryQuantiseAsync(string original, string path, string operators, CancellationToken cancellationToken)
    {
        var script = Path.Combine(Repository.Folder, "models", "ppocr-latin", "quantise.py");
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", [script, original, path, operators]))!;
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0) await Console.Error.WriteLineAsync($"The 8-bit variant of {operators} is left out: {script} failed. It needs: apt-get install python3-onnx.");
        return process.ExitCode == 0;
    }

    private static IEnumerable<Measurement> MeasureLoading(InferenceTask task, List<(string Name, string Path, GraphOptimizationLevel Level)> files)
    {
        var taken = files.Select(_ => new List<double>()).ToArray();
        for (var i = 0; i < Loads * files.Count; i++)
        {
            var file = files[i % files.Count];
            var started = Stopwatch.GetTimestamp();
            using var options = OptionsOf(file.Level);
            new InferenceSession(file.Path, options).Dispose();
            taken[i % files.Count].Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return files.Zip(taken, (file, times) => new Measurement($"{task.Name}.{file.Name}.load", InterleavedRounds.Median(times), "ms"));
    }

    private static SessionOptions OptionsOf(GraphOptimizationLevel level) =>
        new() { GraphOptimizationLevel = level, IntraOpNumThreads = s_way.Threads, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
}
