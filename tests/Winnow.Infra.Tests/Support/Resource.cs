using System.Text.Json;

namespace Winnow.Infra.Tests.Support;

/// <summary>A resource that a deployment would make.</summary>
/// <remarks>What is known only when Azure answers stays an expression in square brackets.</remarks>
internal sealed record Resource(string Id, string Type, string Name, JsonElement Json)
{
    public JsonElement Properties => Json.GetProperty("properties");

    /// <summary>For an extension, such as a role assignment or a diagnostic setting: the id of what it extends.</summary>
    public string Scope
    {
        get
        {
            const string Function = "[extensionResourceId('";
            var text = Id.StartsWith(Function, StringComparison.Ordinal) ? Id[Function.Length..].Split('\'')[0] + "/providers/" : Id;
            return text[..text.LastIndexOf("/providers/", StringComparison.Ordinal)];
        }
    }

    public string? Text(string property) => Properties.TryGetProperty(property, out var value) ? value.ToString() : null;

    public bool Is(string property, bool value) => Properties.TryGetProperty(property, out var found) && found.GetBoolean() == value;
}
