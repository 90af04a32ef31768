using System.ComponentModel;
using System.Diagnostics;

namespace Winnow.Bench;

/// <summary>tesseract on image files of single lines: one process per core, each with a list of its files and one thread.</summary>
internal sealed class TesseractContender : IContender
{
    /// <summary>What a process writes between the texts of two images.</summary>
    private const char BetweenPages = '\f';

    private readonly List<string> _lists = [];
    private readonly int _items;

    /// <param name="task">Lines.</param>
    /// <param name="folder">Where files are put.</param>
    public TesseractContender(InferenceTask task, string folder)
    {
        _items = task.Items.Count;
        var images = Path.Combine(folder, "tesseract");
        Directory.CreateDirectory(images);
        foreach (var item in task.Items) File.WriteAllBytes(Path.Combine(images, item.Id), item.Content);
        var each = (_items + Environment.ProcessorCount - 1) / Environment.ProcessorCount;
        foreach (var (number, part) in task.Items.Chunk(each).Index())
        {
            _lists.Add(Path.Combine(folder, $"tesseract-{number}.txt"));
            File.WriteAllLines(_lists[^1], part.Select(item => Path.Combine(images, item.Id)));
        }
    }

    public string Name => "tesseract";

    public string Way => $"{_lists.Count} processes";

    /// <summary>Why it cannot be run here; null when it can.</summary>
    public static string? FindObstacle()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("tesseract", ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.WaitForExit();
            return null;
        }
        catch (Win32Exception)
        {
            return "tesseract is left out: it is not installed. On Debian: apt-get install tesseract-ocr.";
        }
    }

    public async Task<double> RunAsync(string[]? answers, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var texts = await Task.WhenAll(_lists.Select(list => ReadAsync(list, cancellationToken)));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        string[] all = [.. texts.SelectMany(text => text.Split(BetweenPages))];
        if (all.Length != _items) throw new InvalidOperationException($"tesseract gave {all.Length} texts for {_items} lines.");
        if (answers is not null) all.CopyTo(answers, 0);
        return seconds;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<string> ReadAsync(string list, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("tesseract", [list, "-", "--psm", "7", "-l", "eng"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OMP_THREAD_LIMIT"] = "1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var text = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"tesseract ended with {process.ExitCode}: {await errors}");
    }
}
