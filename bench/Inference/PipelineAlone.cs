using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Winnow.Bench;

/// <summary>The pipeline in a process that does nothing else, so that the peak of its memory is its own.</summary>
internal static class PipelineAlone
{
    /// <summary>The option that such a process is started with: the folder of its pack.</summary>
    public const string Option = "--pipeline-of";

    /// <summary>Starts the process, and says its peak.</summary>
    public static async Task<Measurement> MeasureAsync(InferenceTask task, OurPipeline ours, PackFile pack, CancellationToken cancellationToken)
    {
        var way = new[] { ours.Batch.Size, ours.Batch.Callers, ours.Batch.Threads };
        string[] arguments =
        [
            "inference", Option, pack.Folder, "--model", task.Files.Folder, "--way", string.Join('x', way.Select(number => number.ToString(CultureInfo.InvariantCulture))), "--json",
        ];
        var host = Environment.ProcessPath!;
        var isShared = Path.GetFileNameWithoutExtension(host) == "dotnet";
        var start = new ProcessStartInfo(host, isShared ? [typeof(PipelineAlone).Assembly.Location, .. arguments] : arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0) throw new InvalidOperationException($"The pipeline in a process of its own ended with {process.ExitCode}.");
        var peak = JsonSerializer.Deserialize<JsonElement>(output).GetProperty("measured")[0].GetProperty("value").GetDouble();
        return new($"{task.Name}.peakMemoryOfPipeline", peak, "MB");
    }

    /// <summary>What happens in that process.</summary>
    public static async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        int[] way = [.. arguments.Text("--way")!.Split('x').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        await using var ours = new OurPipeline(new(arguments.Text("--model")!, "0"), new(way[0], way[1], way[2]), new(arguments.Text(Option)!));
        for (var pass = 0; pass < 2; pass++) await ours.RunAsync(null, cancellationToken);
        return [new("peakMemory", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6, "MB")];
    }
}
