using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Memory;

namespace Winnow.Local.Hosting.Internal;

/// <summary>Adds host.json and local.settings.json to the configuration, with the precedence that Core Tools gives them.</summary>
/// <remarks>
/// Environment variables and the command line win over <c>Values</c> of local.settings.json. As in the official host, host.json lies in section
/// <c>AzureFunctionsJobHost</c>, so that <c>AzureFunctionsJobHost__extensions__http__routePrefix</c> overrides it.
/// </remarks>
internal static class HostConfiguration
{
    public const string HostSection = "AzureFunctionsJobHost";

    /// <param name="configuration">What the host builder set up: environment variables and the command line are in it.</param>
    /// <param name="folders">Where to look for the two files; the first that has one wins.</param>
    public static void AddFunctionFiles(this ConfigurationManager configuration, IReadOnlyList<string> folders)
    {
        Dictionary<string, string?> values = new(StringComparer.OrdinalIgnoreCase);
        if (Find(folders, "host.json") is { } hostJson)
            ReadHostJson(hostJson, values);
        if (Find(folders, "local.settings.json") is { } localSettings)
            ReadLocalSettings(localSettings, values);
        var position = configuration.Sources.ToList().FindIndex(source =>
            source is EnvironmentVariablesConfigurationSource { Prefix: null or "" });
        configuration.Sources.Insert(Math.Max(position, 0), new MemoryConfigurationSource { InitialData = values });
    }

    private static string? Find(IEnumerable<string> folders, string file) =>
        folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    private static void ReadHostJson(string path, Dictionary<string, string?> values)
    {
        foreach (var (key, value) in ReadJson(path))
        {
            values[$"{HostSection}:{key}"] = value;
            const string Levels = "logging:logLevel:";
            if (key.StartsWith(Levels, StringComparison.OrdinalIgnoreCase))
                values[$"Logging:LogLevel:{key[Levels.Length..]}"] = value;
        }
    }

    private static void ReadLocalSettings(string path, Dictionary<string, string?> values)
    {
        const string Prefix = "Values:";
        foreach (var (key, value) in ReadJson(path))
        {
            if (key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
                values[key[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal)] = value;
            else if (key.StartsWith("ConnectionStrings:", StringComparison.OrdinalIgnoreCase))
                values[key] = value;
        }
    }

    private static List<KeyValuePair<string, string?>> ReadJson(string path)
    {
        try
        {
            var json = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(path)).Build();
            return [.. json.AsEnumerable().Where(pair => pair.Value is not null)];
        }
        catch (InvalidDataException exception)
        {
            throw new FunctionsStartException([$"{path} is not valid JSON: {(exception.InnerException as JsonException ?? (Exception)exception).Message}"]);
        }
    }
}
