using System.Diagnostics;
using System.Text.Json;

namespace Winnow.Bench;

/// <summary>Runs COCOeval in a Python process of its own on the files of <see cref="CocoFiles"/>.</summary>
/// <param name="pycocotools">The folder that holds the built package pycocotools.</param>
/// <param name="folder">Where the files are.</param>
internal sealed class CocoEval(string pycocotools, string folder)
{
    // Old pycocotools names numpy.float, which numpy 1.24 no longer has, and imports matplotlib, which it needs for plots only.
    private const string Script = """
        import json, resource, sys, time
        from unittest import mock
        import numpy
        numpy.float = float
        for name in ("matplotlib", "matplotlib.pyplot", "matplotlib.collections", "matplotlib.patches"):
            sys.modules[name] = mock.MagicMock()
        from pycocotools.coco import COCO
        from pycocotools.cocoeval import COCOeval
        truth = COCO("truth.json")
        said = truth.loadRes("detections.json")
        start = time.perf_counter()
        run = COCOeval(truth, said, "bbox")
        run.evaluate(); run.accumulate(); run.summarize()
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        print(json.dumps({"seconds": seconds, "peakBytes": peak, "stats": list(map(float, run.stats))}))
        """;

    /// <exception cref="InvalidOperationException">Python failed.</exception>
    public async Task<Result> RunAsync(CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "evaluate.py"), Script, cancellationToken);
        var start = new ProcessStartInfo("/usr/bin/python3", ["evaluate.py"]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        start.Environment["PYTHONPATH"] = Path.GetFullPath(pycocotools);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<Result>(output.TrimEnd().Split('\n')[^1], JsonSerializerOptions.Web)!
            : throw new InvalidOperationException($"COCOeval ended with {process.ExitCode}: {output}");
    }

    /// <param name="Seconds">evaluate, accumulate and summarize.</param>
    /// <param name="PeakBytes">Peak memory of the process, with the data.</param>
    /// <param name="Stats">The twelve numbers; -1 where there is none.</param>
    internal sealed record Result(double Seconds, double PeakBytes, double[] Stats);
}
