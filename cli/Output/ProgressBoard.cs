
namespace Winnow.Cli.Output;

/// <summary>Live progress on stderr: redrawn rows in a terminal, a line every few seconds elsewhere.</summary>
public sealed class ProgressBoard(CliConsole console, TimeProvider clock)
{
    private const int BarWidth = 24;
    private static readonly TimeSpan LiveInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(5);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _lastWrites = [];
    private string? _open;

    /// <summary>Shows where the row stands; too frequent reports of a row are left out.</summary>
    public void Report(string row, ProgressReading reading)
    {
        lock (_lock)
        {
            if (_open != row && _open is not null)
            {
                CloseLine();
            }

            if (!IsDue(row))
            {
                return;
            }

            Write(row, Describe(reading), false);
        }
    }

    /// <summary>Ends a row with what came out of it.</summary>
    public void Finish(string row, string outcome)
    {
        lock (_lock)
        {
            if (_open != row && _open is not null)
            {
                CloseLine();
            }

            Write(row, outcome, true);
            _lastWrites.Remove(row);
        }
    }

    /// <summary>Leaves the cursor on a fresh line, whatever was being drawn.</summary>
    public void Close()
    {
        lock (_lock)
        {
            CloseLine();
        }
    }

    internal static string Describe(ProgressReading reading)
    {
        var parts = new List<string>();
        if (reading.Total > 0)
        {
            var filled = (int)Math.Round(BarWidth * Math.Clamp((double)reading.Done / reading.Total, 0, 1));
            parts.Add($"{new string('█', filled)}{new string('░', BarWidth - filled)}");
            parts.Add($"{Readable.Count(reading.Done)}/{Readable.Count(reading.Total)} {reading.Unit}");
        }
        else
        {
            parts.Add($"{Readable.Count(reading.Done)} {reading.Unit}");
        }

        if (reading.PerSecond > 0)
        {
            parts.Add($"{Readable.Rate(reading.PerSecond)} {reading.Unit}/s");
        }

        if (reading.BytesPerSecond > 0)
        {
            parts.Add($"{reading.BytesPerSecond / 1e6:0.0} MB/s");
        }

        if (reading.EtaSeconds is { } eta && reading.Done < reading.Total)
        {
            parts.Add($"ETA {Readable.Duration(eta)}");
        }

        return string.Join("  ", [.. parts, .. reading.Remark is null ? [] : new[] { reading.Remark }]);
    }

    private bool IsDue(string row)
    {
        var now = clock.GetTimestamp();
        var interval = console.IsLive ? LiveInterval : PlainInterval;
        if (_lastWrites.TryGetValue(row, out var last) && clock.GetElapsedTime(last, now) < interval)
        {
            return false;
        }

        _lastWrites[row] = now;
        return true;
    }

    private void Write(string row, string text, bool last)
    {
        var line = $"{row,-22} {text}";
        if (!console.IsLive)
        {
            console.Notes.Line(line);
            return;
        }

        var width = Math.Max(20, console.Notes.Profile.Width - 1);
        var writer = console.Notes.Profile.Out.Writer;
        writer.Write($"\r\u001b[K{Readable.Cut(line, width)}");
        _open = row;
        if (last)
        {
            CloseLine();
        }

        writer.Flush();
    }

    private void CloseLine()
    {
        if (_open is not null)
        {
            console.Notes.Profile.Out.Writer.WriteLine();
            _open = null;
        }
    }
}
