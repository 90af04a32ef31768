using System.Runtime.InteropServices;

namespace Winnow.Inference.Internal.Tuning;

/// <summary>What kind of machine this is: what is fastest on one of a kind is taken to be so on the others.</summary>
internal static class MachineKind
{
    private const int MaxLength = 120;
    private const string GpuFolder = "/proc/driver/nvidia/gpus";

    /// <summary>Architecture, number of cores, models of processor and GPU.</summary>
    public static string Name { get; } = NameOf(
        RuntimeInformation.ProcessArchitecture.ToString(), Environment.ProcessorCount, Read("/proc/cpuinfo", "model name"), Gpu());

    /// <summary>The parts as one name of a-z, 0-9 and '-'.</summary>
    public static string NameOf(string architecture, int cores, string? processor, string? gpu)
    {
        var words = $"{architecture} {cores} {processor} {gpu}".ToLowerInvariant().Split(word => !char.IsAsciiLetterOrDigit(word));
        var name = string.Join('-', words);
        return name.Length <= MaxLength ? name : name[..MaxLength].TrimEnd('-');
    }

    private static string[] Split(this string text, Func<char, bool> isBetween) =>
        new string([.. text.Select(character => isBetween(character) ? ' ' : character)]).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string? Gpu() => Directory.Exists(GpuFolder)
        ? Directory.EnumerateDirectories(GpuFolder).Order(StringComparer.Ordinal).Select(folder => Read(Path.Combine(folder, "information"), "Model")).FirstOrDefault()
        : null;

    /// <summary>The value of the first line <c>key : value</c>; null when there is no such file or line.</summary>
    private static string? Read(string path, string key)
    {
        if (!File.Exists(path)) return null;
        foreach (var line in File.ReadLines(path))
        {
            if (line.StartsWith(key, StringComparison.Ordinal) && line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon) return line[(colon + 1)..].Trim();
        }

        return null;
    }
}
