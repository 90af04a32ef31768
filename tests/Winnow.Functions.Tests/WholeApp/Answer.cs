using System.Net;
using System.Text.Json;

namespace Winnow.Functions.Tests.WholeApp;

/// <summary>What the API answered.</summary>
public sealed record Answer(HttpStatusCode Status, JsonElement Json, string? MediaType, Uri? Location, string? RetryAfter)
{
    public string Text(string member) => Json.GetProperty(member).GetString()!;

    /// <summary>The parts of a problem that clients switch on.</summary>
    public (int Status, string? MediaType, string Code) Problem => ((int)Status, MediaType, Text("code"));
}
