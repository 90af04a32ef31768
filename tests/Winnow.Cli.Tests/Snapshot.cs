using System.Runtime.CompilerServices;

namespace Winnow.Cli.Tests;

/// <summary>Texts as they were, committed in <c>Snapshots</c>; <c>WINNOW_UPDATE_SNAPSHOTS=1</c> writes them anew.</summary>
internal static class Snapshot
{
    public static string Folder { get; } = Path.Combine(Path.GetDirectoryName(ThisFile())!, "Snapshots");

    public static void Check(string file, string actual)
    {
        var path = Path.Combine(Folder, file);
        if (Environment.GetEnvironmentVariable("WINNOW_UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
