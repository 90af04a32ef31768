namespace Winnow.Bench;

/// <summary>The repository that this program was built in.</summary>
internal static class Repository
{
    public static string Folder { get; } = Find();

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Workflows.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is not inside the repository.");
        return folder;
    }
}
