using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using System.Text.Json;
using NJsonSchema;
using Winnow.Core.Errors;

namespace Winnow.Functions.Messages;

/// <summary>The JSON Schemas in <c>docs/messages</c>, and bodies held against them.</summary>
public sealed class MessageSchemas
{
    private const int ShownProblems = 5;
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };
    private readonly ConcurrentDictionary<string, Lazy<Task<JsonSchema>>> _schemas = new();

    /// <summary>What is wrong with a body: JSON path, value and limit of each problem; empty when all is well.</summary>
    /// <param name="name">Name of the schema below <c>docs/messages</c>, with dots for slashes and without <c>.schema.json</c>: <c>ingest</c>, <c>events.run.failed</c>.</param>
    /// <param name="body">JSON.</param>
    /// <returns>At most five problems, in the order of the body.</returns>
    public async Task<IReadOnlyList<string>> FindProblemsAsync(string name, ReadOnlyMemory<byte> body)
    {
        try
        {
            // Strict first: the validator's own reader takes comments, single quotes and repeated members.
            using var document = JsonDocument.Parse(body, s_strict);
        }
        catch (JsonException error)
        {
            return [$"$ is not JSON: {error.Message}"];
        }

        var schema = await _schemas.GetOrAdd(name, key => new(() => LoadAsync(key))).Value;
        var problems = schema.Validate(Encoding.UTF8.GetString(body.Span)).SelectMany(SchemaProblems.Describe).Distinct().ToList();
        return problems.Count <= ShownProblems ? problems : [.. problems.Take(ShownProblems), $"and {problems.Count - ShownProblems} more"];
    }

    /// <summary>Reads a body that obeys its schema.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidMessage"/></exception>
    public async Task<T> ReadAsync<T>(string name, ReadOnlyMemory<byte> body, JsonSerializerOptions json)
    {
        var problems = await FindProblemsAsync(name, body);
        if (problems.Count > 0)
        {
            throw new WinnowException(ErrorCodes.InvalidMessage, $"The body breaks the schema of '{name}' (docs/messages/{name}.schema.json): {string.Join("; ", problems)}.");
        }

        try
        {
            return JsonSerializer.Deserialize<T>(body.Span, json)!;
        }
        catch (JsonException error)
        {
            throw new WinnowException(ErrorCodes.InvalidMessage, $"The body of '{name}' cannot be read: {error.Message}", error);
        }
    }

    private static async Task<JsonSchema> LoadAsync(string name)
    {
        await using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream($"messages.{name}.schema.json")
            ?? throw new InvalidOperationException($"The assembly lacks the schema '{name}'.");
        using var reader = new StreamReader(file, Encoding.UTF8);
        return await JsonSchema.FromJsonAsync(await reader.ReadToEndAsync());
    }
}
