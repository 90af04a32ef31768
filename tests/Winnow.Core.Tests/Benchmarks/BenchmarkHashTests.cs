using Winnow.Core.Benchmarks;

namespace Winnow.Core.Tests.Benchmarks;

public sealed class BenchmarkHashTests
{
    private const string Yaml = """
        name: digits
        description: one
        datasets:
          - { dataset: digits, version: 0123456789ab, query: { metadata: { a: x, b: y } } }
          - { dataset: other, version: 0123456789ab }
        entries: [cnn@1, mlp@2]
        metrics: [accuracy, mcc]
        sliceBy: [split, width]
        gates: ["accuracy >= 0.5", "mcc > 0"]
        """;

    [Theory]
    [InlineData("description: one", "description: another")]
    [InlineData("description: one\n", "")]
    [InlineData("{ a: x, b: y }", "{ b: y, a: 'x' }")]
    [InlineData("entries: [cnn@1, mlp@2]", "entries:\n- mlp@2\n- \"cnn@1\"")]
    [InlineData("sliceBy: [split, width]", "sliceBy: [width, split]   # a comment")]
    [InlineData("[\"accuracy >= 0.5\", \"mcc > 0\"]", "[mcc > 0, accuracy >= 0.5]")]
    public void Of_TheSameBenchmarkWrittenOtherwise_IsTheSame(string old, string other) => Assert.Equal(Of(Yaml), Of(Replaced(old, other)));

    [Fact]
    public void Of_DatasetsInAnotherOrder_IsTheSame()
    {
        var spec = BenchmarkReader.Read(Yaml, "b.yaml");
        Assert.Equal(BenchmarkHash.Of(spec), BenchmarkHash.Of(spec with { Datasets = [.. spec.Datasets.Reverse()] }));
    }

    [Theory]
    [InlineData("name: digits", "name: numbers")]
    [InlineData("0123456789ab, query", "1123456789ab, query")]
    [InlineData("{ a: x, b: y }", "{ a: x, b: z }")]
    [InlineData("mlp@2", "mlp@3")]
    [InlineData("[accuracy, mcc]", "[mcc, accuracy]")]
    [InlineData("description: one", "seed: 1")]
    [InlineData("mcc > 0", "mcc > 0.0")]
    public void Of_AnotherBenchmark_IsAnother(string old, string other) => Assert.NotEqual(Of(Yaml), Of(Replaced(old, other)));

    // Hashes are kept: when this fails, the canonical form changed. The same by hand, in Python:
    // hashlib.sha256(json.dumps({"name": "digits", "datasets": …}, separators=(",", ":")).encode()).hexdigest()
    [Fact]
    public void Of_SomeBenchmark_IsTheHashOfItsCanonicalForm() => Assert.Equal("a52a511f9c08d0162d6c92fa6bd76729d90f8c35361cc91d768b85c2462b09bd", Of(Yaml));

    private static string Replaced(string old, string other)
    {
        var yaml = Yaml.Replace(old, other, StringComparison.Ordinal);
        Assert.NotEqual(Yaml, yaml);
        return yaml;
    }

    private static string Of(string yaml) => BenchmarkHash.Of(BenchmarkReader.Read(yaml, "b.yaml"));
}
