using System.Text.Json;

namespace Winnow.Core.Tests.Metrics;

/// <summary>The numbers of reference implementations in tests/reference; the script of the same name says where they come from.</summary>
internal static class ReferenceJson
{
    /// <param name="family">The file's name without its ending.</param>
    public static T Load<T>(string family)
    {
        using var stream = typeof(ReferenceJson).Assembly.GetManifestResourceStream($"reference.{family}.json")!;
        return JsonSerializer.Deserialize<T>(stream, JsonSerializerOptions.Web)!;
    }
}
