using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NJsonSchema;
using Winnow.Core.Evaluations;

namespace Winnow.Core.Tests.Evaluations.Report;

/// <summary>docs/evaluation-report.schema.json describes what is written, no more and no less.</summary>
public sealed class ReportSchemaTests
{
    private static readonly string s_schema = Read();

    public static TheoryData<string> Samples => SampleReport.Names;

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Schema_OfSample_Holds(string name) => Assert.Empty(await ProblemsAsync(Json(name)));

    [Theory]
    [InlineData("schema", "3")]
    [InlineData("items", "\"many\"")]
    [InlineData("surprise", "1")]
    [InlineData("comparison", "{}")]
    [InlineData("worst", "[{}]")]
    public async Task Schema_OfDamagedReport_Complains(string member, string value)
    {
        var report = JsonNode.Parse(Json("classification"))!.AsObject();
        report[member] = JsonNode.Parse(value);
        Assert.NotEmpty(await ProblemsAsync(report.ToJsonString()));
    }

    [Fact]
    public void Schema_OfEveryRecord_NamesItsMembers()
    {
        var definitions = JsonNode.Parse(s_schema)!["$defs"]!.AsObject();
        var records = Records(typeof(EvaluationReport), []);
        Assert.Equal(records.Select(record => record.Name).Order(StringComparer.Ordinal), definitions.Select(one => one.Key).Order(StringComparer.Ordinal));
        Assert.All(records, record =>
        {
            var definition = definitions[record.Name]!;
            Assert.Equal(Members(record).Select(NameOf), definition["properties"]!.AsObject().Select(member => member.Key));
            Assert.Equal(Members(record).Where(IsAlwaysWritten).Select(NameOf), definition["required"]!.AsArray().Select(member => (string)member!));
        });
    }

    [Fact]
    public void Schema_OfTasks_NamesThemAll() => Assert.Equal(
        Enum.GetNames<Winnow.Core.Models.ModelTask>().Select(JsonNamingPolicy.CamelCase.ConvertName),
        JsonNode.Parse(s_schema)!["$defs"]!["EvaluationReport"]!["properties"]!["task"]!["enum"]!.AsArray().Select(task => (string)task!));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Json_OfSample_ReadsBackAsItWas(string name)
    {
        var report = JsonSerializer.Deserialize<EvaluationReport>(Json(name), EvaluationJson.Options)!;
        Assert.Equal(Json(name), JsonSerializer.Serialize(report, EvaluationJson.Options));
    }

    // NJsonSchema knows drafts up to 7, which call $defs "definitions" and take no $ref at the root; all else that the schema uses is the same there.
    private static async Task<IEnumerable<string>> ProblemsAsync(string json)
    {
        var older = JsonNode.Parse(s_schema.Replace("#/$defs/", "#/definitions/", StringComparison.Ordinal))!.AsObject();
        var definitions = older["$defs"]!.DeepClone();
        var root = definitions["EvaluationReport"]!.DeepClone();
        root["definitions"] = definitions;
        var schema = await JsonSchema.FromJsonAsync(root.ToJsonString());
        return schema.Validate(json).Select(problem => problem.ToString());
    }

    private static List<Type> Records(Type type, List<Type> found)
    {
        if (type.IsGenericType)
        {
            type.GetGenericArguments().ToList().ForEach(argument => Records(argument, found));
        }
        else if (type.Namespace!.StartsWith("Winnow.", StringComparison.Ordinal) && !type.IsEnum && type.Name != "Box" && !found.Contains(type))
        {
            found.Add(type);
            Members(type).ToList().ForEach(member => Records(member.PropertyType, found));
        }

        return found;
    }

    private static IEnumerable<PropertyInfo> Members(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(member => member.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always });

    private static bool IsAlwaysWritten(PropertyInfo member) => member.GetCustomAttribute<JsonIgnoreAttribute>() is null;

    private static string NameOf(PropertyInfo member) => JsonNamingPolicy.CamelCase.ConvertName(member.Name);

    private static string Json(string name) => JsonSerializer.Serialize(SampleReport.Of(name).Report, EvaluationJson.Options);

    private static string Read()
    {
        using var reader = new StreamReader(typeof(ReportSchemaTests).Assembly.GetManifestResourceStream("evaluation-report.schema.json")!);
        return reader.ReadToEnd();
    }
}
