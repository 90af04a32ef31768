using System.Text.Json;
using System.Text.Json.Serialization;

namespace Winnow.Cli.Api;

/// <summary>An object of the API; members that this version of the command line does not know are kept, and printed with <c>--json</c>.</summary>
public abstract record ApiObject
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; init; }
}
