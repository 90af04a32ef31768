using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Winnow.Functions.Http;

namespace Winnow.Functions.Tests.Http;

public sealed partial class OpenApiTests
{
    private static readonly JsonElement Document = JsonDocument.Parse(OpenApiTrigger.Open()).RootElement;

    [Fact]
    public void Document_DescribesEveryHttpTrigger_AndNothingElse()
    {
        var described =
            from path in Document.GetProperty("paths").EnumerateObject()
            from method in path.Value.EnumerateObject()
            select $"{method.Name} {path.Name} {method.Value.GetProperty("operationId").GetString()}";

        var implemented =
            from method in typeof(OpenApiTrigger).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            let function = method.GetCustomAttribute<FunctionAttribute>()
            where function is not null
            let trigger = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(found => found is not null)
            where trigger is not null
            from verb in trigger.Methods!
            select $"{verb} /{Constraint().Replace(trigger.Route!, "}")} {function.Name}";

        Assert.Equal(implemented.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Document_ReferencesOnlySchemasThatItHas()
    {
        var schemas = Document.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(schema => schema.Name).ToHashSet();
        var references = Reference().Matches(Document.GetRawText()).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.NotEmpty(references);
        Assert.All(references, name => Assert.Contains(name, schemas));
    }

    [GeneratedRegex(":[^}]*}")]
    private static partial Regex Constraint();

    [GeneratedRegex("\"#/components/schemas/([^\"]+)\"")]
    private static partial Regex Reference();
}
