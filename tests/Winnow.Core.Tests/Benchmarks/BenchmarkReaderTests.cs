using Winnow.Core.Benchmarks;
using Winnow.Core.Errors;
using Winnow.Core.Evaluations;
using Winnow.Core.Tests.Docs;

namespace Winnow.Core.Tests.Benchmarks;

public sealed class BenchmarkReaderTests
{
    private const string Small = """
        name: digits
        datasets:
          - dataset: digits
            version: 0123456789ab
        entries: [cnn@1, mlp@2]
        """;

    private const string Full = """
        name: digits
        description: Handwritten digits.
        datasets:
          - dataset: digits
            version: 012345678901
            split: test
          - dataset: digits
            version: "012345678901"
            query: { label: "7", namePrefix: a/, metadata: { colour: blue, size: 12 } }
        entries:
          - cnn@1
          - mlp@2
        baseline: cnn@1
        metrics: [accuracy, macro-f1]
        primary: macro-f1
        sliceBy: [split, metadata.colour]
        groupBy: metadata.writer
        level: 0.9
        resamples: 500
        seed: 7
        missing: empty
        gates:
          - accuracy >= 0.5
          - macro-f1 >= baseline - 0.01
          - accuracy[metadata.colour=*] >= 0.4
        """;

    [Fact]
    public void Read_OfWhatIsNeeded_LeavesTheRestOpen()
    {
        var spec = BenchmarkReader.Read(Small, "b.yaml");

        Assert.Equal(("digits", "0123456789ab", null), (spec.Name, spec.Datasets[0].Version, spec.Datasets[0].Split));
        Assert.Equal(["cnn@1", "mlp@2"], spec.Entries);
        Assert.Equal((null, null, null, null, null), (spec.Baseline, spec.Metrics, spec.Level, spec.Missing, spec.Datasets[0].Query));
        Assert.Empty(spec.Gates);
    }

    [Fact]
    public void Read_OfEveryField_ReturnsIt()
    {
        var spec = BenchmarkReader.Read(Full, "b.yaml");

        Assert.Equal(("Handwritten digits.", "cnn@1", "macro-f1", "metadata.writer"), (spec.Description, spec.Baseline, spec.Primary, spec.GroupBy));
        Assert.Equal((0.9, 500, 7, MissingRule.Empty), (spec.Level, spec.Resamples, spec.Seed, spec.Missing));
        Assert.Equal(["split", "metadata.colour"], spec.SliceBy!);
        Assert.Equal(("012345678901", "test", "012345678901", "a/"), (spec.Datasets[0].Version, spec.Datasets[0].Split, spec.Datasets[1].Version, spec.Datasets[1].Query!.NamePrefix));
        Assert.Equal(new Dictionary<string, string> { ["colour"] = "blue", ["size"] = "12" }, spec.Datasets[1].Query!.Metadata!);
        Assert.Equal(["accuracy >= 0.5", "accuracy[metadata.colour=*] >= 0.4"], spec.GatesOf("cnn@1"));
        Assert.Equal(3, spec.GatesOf("mlp@2").Count);
    }

    [Fact]
    public void Read_OfTheExampleInTheDocument_ReadsIt()
    {
        var spec = BenchmarkReader.Read(Document.Read("benchmarks.md").Split("```yaml\n")[1].Split("```")[0], "docs/benchmarks.md");

        Assert.Equal((2, 3, 3), (spec.Datasets.Count, spec.Entries.Count, spec.Gates.Count));
        Assert.Equal("old", spec.Datasets[1].Query!.Metadata!["scanner"]);
        Assert.Equal(["accuracy >= 0.98", "accuracy[folder=*] >= 0.9"], spec.GatesOf(spec.Baseline!));
    }

    [Theory]
    [InlineData("name: digits", "name: Digits!", 1, "'name' is 'Digits!'")]
    [InlineData("name: digits", "title: digits", 1, "field 'name' is missing")]
    [InlineData("name: digits", "name: [digits]", 1, "'name' is a list: a text is expected")]
    [InlineData("version: 012345678901", "release: 1", 4, "field 'datasets[0].version' is missing")]
    [InlineData("version: 012345678901", "version: latest", 5, "'datasets[0].version' is 'latest': the twelve hex digits of a version are expected; POST /api/snapshots makes one")]
    [InlineData("    split: test", "    split: test\n    weight: 2", 7, "'datasets[0].weight' is not a field of a benchmark; fields here are dataset, query, split, version. The fields are described in docs/benchmarks.md.")]
    [InlineData("    query: { label: \"7\", namePrefix: a/, metadata: { colour: blue, size: 12 } }", "    split: test", 7, "'datasets[1].dataset' is 'digits': this version, split and query are in the list twice")]
    [InlineData("query: { label: \"7\", namePrefix: a/, metadata: { colour: blue, size: 12 } }", "query: {}", 9, "at least one of label, namePrefix and metadata")]
    [InlineData("metadata: { colour: blue, size: 12 }", "metadata: { colour: [blue] }", 9, "'datasets[1].query.metadata.colour' is a list: a text is expected")]
    [InlineData("label: \"7\"", "class: \"7\"", 9, "'datasets[1].query.class' is not a field")]
    [InlineData("- mlp@2", "- mlp", 12, "'entries' is 'mlp': name@version of a model or of brought predictions is expected")]
    [InlineData("- mlp@2", "- cnn@1", 12, "'entries' is 'cnn@1': it is in the list twice")]
    [InlineData("- mlp@2", "- 7", 12, "'entries' is '7'")]
    [InlineData("baseline: cnn@1", "baseline: cnn@2", 13, "'baseline' is 'cnn@2': one of the entries is expected: cnn@1, mlp@2")]
    [InlineData("baseline: cnn@1\n", "", 23, "it is held against a baseline, and the benchmark names none")]
    [InlineData("metrics: [accuracy, macro-f1]", "metrics: accuracy", 14, "'metrics' is 'accuracy': a list of texts is expected")]
    [InlineData("metrics: [accuracy, macro-f1]", "metrics: [macro-f1]", 23, "it is about 'accuracy', which is none of the metrics: macro-f1")]
    [InlineData("primary: macro-f1", "primary: mcc", 15, "'primary' is 'mcc': one of the metrics is expected: accuracy, macro-f1")]
    [InlineData("level: 0.9", "level: 95", 18, "'level' is '95': a number from 0.5 to 0.999 is expected")]
    [InlineData("level: 0.9", "level: high", 18, "'level' is 'high': a number is expected")]
    [InlineData("resamples: 500", "resamples: 5", 19, "a whole number from 100 to 100000")]
    [InlineData("seed: 7", "seed: -1", 20, "'seed' is '-1'")]
    [InlineData("missing: empty", "missing: ignore", 21, "'missing' is 'ignore': one of skip, empty, fail is expected")]
    [InlineData("- accuracy >= 0.5", "- accuracy is good", 23, "'gates' is 'accuracy is good': a gate is expected")]
    [InlineData("seed: 7", "seed: 7\nseed: 8", 21, "not valid YAML")]
    [InlineData("seed: 7", "seed: &s 7\nresample: *s", 21, "aliases")]
    [InlineData("seed: 7", "seeds: 7", 20, "'seeds' is not a field of a benchmark")]
    public void Read_OfWrongFile_NamesFileLineFieldAndValue(string old, string replacement, int line, string message)
    {
        var yaml = Full.Replace(old, replacement, StringComparison.Ordinal);
        Assert.NotEqual(Full, yaml);

        var error = Assert.Throws<WinnowException>(() => BenchmarkReader.Read(yaml, "b.yaml"));

        Assert.Equal(ErrorCodes.InvalidBenchmark, error.Code);
        Assert.Contains(message, error.Detail, StringComparison.Ordinal);
        Assert.StartsWith($"b.yaml, line {line}: ", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OverTheLimits_NamesThem()
    {
        static string Numbered(int count, string line) => string.Concat(Enumerable.Range(100, count).Select(i => line.Replace("#", $"{i}", StringComparison.Ordinal)));
        var datasets = $"name: big\ndatasets:\n{Numbered(20, "- { dataset: d, version: 0123456789ab, split: s# }\n")}";
        Require("'entries' has 51 entries: 1 to 50 texts are expected", $"{datasets}entries:\n{Numbered(51, "- m@#\n")}");
        Require("20 datasets and 30 entries are 600 evaluations; the limit is 500", $"{datasets}entries:\n{Numbered(30, "- m@#\n")}");
        Require("500 evaluations and 11 gates are 5500 judgements; the limit is 5000", $"{datasets}entries:\n{Numbered(25, "- m@#\n")}gates:\n{Numbered(11, "- accuracy >= 0.#\n")}");
        Require("'entries' has 0 entries", $"{datasets}entries: []");
    }

    private static void Require(string message, string yaml) =>
        Assert.Contains(message, Assert.Throws<WinnowException>(() => BenchmarkReader.Read(yaml, "b.yaml")).Detail, StringComparison.Ordinal);
}
