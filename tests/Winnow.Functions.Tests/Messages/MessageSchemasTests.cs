using System.Text;
using Winnow.Core.Errors;
using Winnow.Core.Messages;
using Winnow.Functions.Http;
using Winnow.Functions.Messages;

namespace Winnow.Functions.Tests.Messages;

public sealed class MessageSchemasTests
{
    private static readonly MessageSchemas s_schemas = new();

    [Theory]
    [InlineData("ingest", """{ "dataset": "scans", "blobs": ["https://a.blob.core.windows.net/c/1.png"] }""")]
    [InlineData("ingest", """{ "dataset": "scans", "prefix": "https://a.blob.core.windows.net/c/2026/", "folder": "train" }""")]
    [InlineData("ingest", """{ "dataset": "scans", "manifest": "http://127.0.0.1:10000/devstoreaccount1/c/m.jsonl" }""")]
    [InlineData("annotate", """{ "dataset": "s", "annotations": [{ "file_name": "a/1.png", "label": "7", "source": "team-a" }, { "file_name": "b", "text": "", "split": "test" }] }""")]
    [InlineData("annotate", """{ "dataset": "s", "address": "https://a.blob.core.windows.net/c/labels.csv" }""")]
    [InlineData("label", """{ "dataset": "s-1" }""")]
    [InlineData("label", """{ "dataset": "s", "model": "m@1", "minimumConfidence": 1, "onlyMissing": true }""")]
    [InlineData("evaluate", """{ "dataset": "s", "model": "m", "split": "test", "metrics": ["accuracy"], "gates": ["accuracy >= 0.9"] }""")]
    [InlineData("snapshot", """{ "dataset": "s" }""")]
    public async Task FindProblems_InOrder_FindsNone(string type, string body) => Assert.Empty(await FindAsync(type, body));

    [Theory]
    [InlineData("ingest", "", "$ is not JSON")]
    [InlineData("ingest", """{ "dataset": "s", "dataset": "t", "prefix": "https://a/c" }""", "$ is not JSON")]
    [InlineData("ingest", """{ "dataset": "s", /* really */ "prefix": "https://a/c" }""", "$ is not JSON")]
    [InlineData("ingest", "[]", "$ is []; it must be an object")]
    [InlineData("ingest", """{ "prefix": "https://a/c" }""", "$.dataset is missing")]
    [InlineData("ingest", """{ "dataset": "Bad Name", "prefix": "https://a/c" }""", """$.dataset is "Bad Name", which does not match ^[a-z0-9]""")]
    [InlineData("ingest", """{ "dataset": 7, "prefix": "https://a/c" }""", "$.dataset is 7; it must be a string")]
    [InlineData("ingest", """{ "dataset": "s" }""", "$ must have exactly one of blobs, prefix, manifest")]
    [InlineData("ingest", """{ "dataset": "s", "prefix": "https://a/c", "manifest": "https://a/c/m" }""", "$ must have exactly one of blobs, prefix, manifest")]
    [InlineData("ingest", """{ "dataset": "s", "prefix": "c/2026" }""", """$.prefix is "c/2026", which is not an absolute address""")]
    [InlineData("ingest", """{ "dataset": "s", "prefix": "file:///etc/passwd" }""", """$.prefix is "file:///etc/passwd", which does not match ^https?://""")]
    [InlineData("ingest", """{ "dataset": "s", "blobs": [] }""", "$.blobs has 0 elements; the least is 1")]
    [InlineData("ingest", """{ "dataset": "s", "blobs": ["https://a/c/1", 2] }""", "$.blobs[1] is 2; it must be a string")]
    [InlineData("ingest", """{ "dataset": "s", "prefix": "https://a/c", "priority": 1 }""", "$.priority is not known here")]
    [InlineData("annotate", """{ "dataset": "s", "annotations": [{ "file_name": "a", "label": "1" }, { "label": "2" }] }""", "$.annotations[1].file_name is missing")]
    [InlineData("annotate", """{ "dataset": "s", "annotations": [{ "file_name": "a" }] }""", "$.annotations[0] must have at least one of label, text, split")]
    [InlineData("annotate", """{ "dataset": "s", "annotations": [{ "file_name": "a", "label": "1", "source": "team a" }] }""", """$.annotations[0].source is "team a", which does not match""")]
    [InlineData("label", """{ "dataset": "s", "minimumConfidence": 1.5 }""", "$.minimumConfidence is 1.5; the limit is 1")]
    [InlineData("label", """{ "dataset": "s", "minimumConfidence": -0.1 }""", "$.minimumConfidence is -0.1; the least is 0")]
    [InlineData("label", """{ "dataset": "s", "onlyMissing": "yes" }""", """$.onlyMissing is "yes"; it must be a boolean""")]
    [InlineData("evaluate", """{ "dataset": "s" }""", "$.model is missing")]
    [InlineData("evaluate", """{ "dataset": "s", "model": "m", "metrics": "accuracy" }""", """$.metrics is "accuracy"; it must be an array""")]
    [InlineData("snapshot", """{ "dataset": "s", "model": "m" }""", "$.model is not known here")]
    public async Task FindProblems_BrokenRule_NamesPathValueAndLimit(string type, string body, string expected) =>
        Assert.Contains(await FindAsync(type, body), problem => problem.StartsWith(expected, StringComparison.Ordinal));

    [Fact]
    public async Task FindProblems_TooManyAnnotations_NamesTheLimit()
    {
        var rows = string.Join(',', Enumerable.Repeat("""{ "file_name": "a", "label": "1" }""", 1001));

        Assert.Equal(["$.annotations has 1001 elements; the limit is 1000"], await FindAsync("annotate", $$"""{ "dataset": "s", "annotations": [{{rows}}] }"""));
    }

    [Fact]
    public async Task FindProblems_ManyProblems_ShowsFive()
    {
        var rows = string.Join(',', Enumerable.Repeat("""{ "label": 1 }""", 20));

        var problems = await FindAsync("annotate", $$"""{ "dataset": "s", "annotations": [{{rows}}] }""");

        Assert.Equal((6, "and 35 more"), (problems.Count, problems[^1]));
    }

    [Fact]
    public async Task ReadAsync_BrokenBody_IsRefusedAsInvalidMessage()
    {
        var error = await Assert.ThrowsAsync<WinnowException>(
            () => s_schemas.ReadAsync<IngestRequest>("ingest", """{ "dataset": "s" }"""u8.ToArray(), HttpApi.Json));

        Assert.Equal(ErrorCodes.InvalidMessage, error.Code);
        Assert.Equal("The body breaks the schema of 'ingest' (docs/messages/ingest.schema.json): $ must have exactly one of blobs, prefix, manifest.", error.Detail);
    }

    [Fact]
    public async Task EveryType_HasASchema()
    {
        foreach (var type in RequestTypes.All)
            Assert.NotEmpty(await FindAsync(type, "{}"));
    }

    private static Task<IReadOnlyList<string>> FindAsync(string type, string body) => s_schemas.FindProblemsAsync(type, Encoding.UTF8.GetBytes(body));
}
