using System.Text.Json;

namespace Winnow.Infra.Tests.Support;

/// <summary>local.settings.sample.json.</summary>
internal static class LocalSettings
{
    public static Dictionary<string, string> Sample { get; } = JsonDocument.Parse(Repository.Read("local.settings.sample.json")).RootElement.GetProperty("Values")
        .EnumerateObject().ToDictionary(value => value.Name, value => value.Value.GetString()!);
}
