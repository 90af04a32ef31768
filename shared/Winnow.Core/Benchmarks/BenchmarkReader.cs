using System.Text.RegularExpressions;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Evaluations;
using Winnow.Core.Formats;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Benchmarks;

/// <summary>Reads benchmark files (docs/benchmarks.md).</summary>
/// <remarks>Everything is checked that can be without looking anything up; whether datasets, versions, models and metrics are there is for the caller.</remarks>
public static partial class BenchmarkReader
{
    /// <summary>Most entries of a benchmark.</summary>
    public const int MaxEntries = 50;

    /// <summary>Most datasets of a benchmark.</summary>
    public const int MaxDatasets = 50;

    /// <summary>Most evaluations of a benchmark: datasets × entries.</summary>
    public const int MaxEvaluations = 500;

    /// <summary>Most judgements of a benchmark: evaluations × gates.</summary>
    public const int MaxJudgements = 5000;

    private const int MaxGates = 50;
    private const int MaxMetrics = 50;
    private const int MaxSlices = 50;
    private const int MaxDescription = 2000;
    private const int MaxSplit = 63;
    private const int MaxName = 200;

    /// <summary>Reads and checks a benchmark.</summary>
    /// <param name="yaml">The text of the file.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidBenchmark"/> that names file, line, field and value.</exception>
    public static BenchmarkSpec Read(string yaml, string file)
    {
        var root = YamlMap.Read(yaml, new(file, "a benchmark", ErrorCodes.InvalidBenchmark, "docs/benchmarks.md"));
        var spec = new BenchmarkSpec
        {
            Name = Name(root, "name"),
            Description = Short(root, "description", MaxDescription),
            Datasets = Datasets(root),
            Entries = root.DifferentTexts("entries", MaxEntries, ProblemOfEntry),
            Baseline = root.OptionalText("baseline"),
            Metrics = List(root, "metrics", MaxMetrics, ProblemOfName),
            Primary = Short(root, "primary", MaxName),
            SliceBy = List(root, "sliceBy", MaxSlices, ProblemOfName),
            GroupBy = Short(root, "groupBy", MaxName),
            Level = root.OptionalNumber("level", 0.5, 0.999),
            Resamples = root.OptionalWhole("resamples", 100, 100_000),
            Seed = root.OptionalWhole("seed", 0, int.MaxValue),
            Missing = Missing(root),
        };
        spec = spec with { Gates = List(root, "gates", MaxGates, rule => ProblemOfGate(rule, spec)) ?? [] };
        root.End();
        return Agreeing(spec, root);
    }

    private static List<BenchmarkDataset> Datasets(YamlMap root)
    {
        var datasets = new List<BenchmarkDataset>();
        foreach (var map in root.Maps("datasets", MaxDatasets))
        {
            var dataset = Dataset(map);
            datasets.Add(datasets.Exists(other => BenchmarkHash.Of(other) == BenchmarkHash.Of(dataset))
                ? throw map.Wrong("dataset", "this version, split and query are in the list twice; name them once")
                : dataset);
        }

        return datasets;
    }

    private static BenchmarkDataset Dataset(YamlMap map)
    {
        var dataset = new BenchmarkDataset
        {
            Dataset = Name(map, "dataset"),
            Version = map.Text("version") is var version && Version().IsMatch(version)
                ? version
                : throw map.Wrong("version", "the twelve hex digits of a version are expected; POST /api/snapshots makes one"),
            Split = Splits.Canonical(Short(map, "split", MaxSplit)),
            Query = map.Has("query") ? Query(map, map.Map("query")) : null,
        };
        map.End();
        return dataset;
    }

    private static EvaluationQuery Query(YamlMap dataset, YamlMap map)
    {
        var query = new EvaluationQuery { Label = map.OptionalText("label"), NamePrefix = map.OptionalText("namePrefix"), Metadata = map.TextMap("metadata") };
        map.End();
        return query is { Label: null, NamePrefix: null, Metadata: null or { Count: 0 } }
            ? throw dataset.Wrong("query", "at least one of label, namePrefix and metadata is expected; leave it out for all items")
            : query;
    }

    private static MissingRule? Missing(YamlMap root) => root.Has("missing")
        ? root.Choice("missing", ("skip", MissingRule.Skip), ("empty", MissingRule.Empty), ("fail", MissingRule.Fail))
        : null;

    /// <summary>Checks what several fields say together.</summary>
    private static BenchmarkSpec Agreeing(BenchmarkSpec spec, YamlMap root)
    {
        if (spec.Baseline is { } baseline && !spec.Entries.Contains(baseline))
        {
            throw root.Wrong("baseline", $"one of the entries is expected: {string.Join(", ", spec.Entries)}");
        }

        if (spec is { Primary: { } primary, Metrics: { } metrics } && !metrics.Contains(primary))
        {
            throw root.Wrong("primary", $"one of the metrics is expected: {string.Join(", ", metrics)}");
        }

        var evaluations = spec.Datasets.Count * spec.Entries.Count;
        return evaluations > MaxEvaluations
            ? throw root.Wrong("datasets", $"{spec.Datasets.Count} datasets and {spec.Entries.Count} entries are {evaluations} evaluations; the limit is {MaxEvaluations}")
            : evaluations * spec.Gates.Count > MaxJudgements
            ? throw root.Wrong("gates", $"{evaluations} evaluations and {spec.Gates.Count} gates are {evaluations * spec.Gates.Count} judgements; the limit is {MaxJudgements}")
            : spec;
    }

    private static string Name(YamlMap map, string field) =>
        map.Text(field) is var name && Names.IsDataset(name) ? name : throw map.Wrong(field, $"1 to {Names.MaxLength} characters of a-z, 0-9 and '-' are expected");

    private static string? Short(YamlMap map, string field, int longest) =>
        map.OptionalText(field) is var text && !(text?.Length > longest) ? text : throw map.Wrong(field, $"at most {longest} characters are expected");

    private static IReadOnlyList<string>? List(YamlMap map, string field, int most, Func<string, string?> problem) =>
        map.Has(field) ? map.DifferentTexts(field, most, problem) : null;

    private static string? ProblemOfName(string name) => name.Length is > 0 and <= MaxName ? null : $"1 to {MaxName} characters are expected";

    private static string? ProblemOfEntry(string entry)
    {
        try
        {
            ModelId.Parse(entry);
            return null;
        }
        catch (WinnowException)
        {
            return "name@version of a model or of brought predictions is expected";
        }
    }

    private static string? ProblemOfGate(string rule, BenchmarkSpec spec)
    {
        try
        {
            var gate = Gate.Parse(rule);
            return gate.IsRelative && spec.Baseline is null ? "it is held against a baseline, and the benchmark names none: add baseline: with one of the entries"
                : spec.Metrics?.Contains(gate.Metric) is false ? $"it is about '{gate.Metric}', which is none of the metrics: {string.Join(", ", spec.Metrics)}"
                : null;
        }
        catch (WinnowException)
        {
            return "a gate is expected, such as accuracy >= 0.98, accuracy >= baseline - 0.01 or accuracy[metadata.colour=blue] >= 0.9";
        }
    }

    [GeneratedRegex("^[0-9a-f]{12}\\z")]
    private static partial Regex Version();
}
