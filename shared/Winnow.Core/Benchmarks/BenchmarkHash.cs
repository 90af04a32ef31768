using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Winnow.Core.Evaluations;

namespace Winnow.Core.Benchmarks;

/// <summary>The hash by which a benchmark is recognised, however its file is written.</summary>
/// <remarks>
/// SHA-256 over the canonical form: JSON in UTF-8 without spaces and without needless escapes, members in camelCase in the order of <see cref="BenchmarkSpec"/>, what the file leaves out
/// left out. The description has no part in it. Datasets (by their JSON), entries, slices, gates and metadata are in ordinal order, for theirs says nothing;
/// metrics keep theirs, for the first one ranks.
/// </remarks>
public static class BenchmarkHash
{
    private static readonly JsonSerializerOptions s_json = new(EvaluationJson.Options)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>64 lower-case hex digits.</summary>
    public static string Of(BenchmarkSpec spec) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Canonical(spec), s_json)));

    /// <summary>The canonical form of one dataset: two are the same when these are equal.</summary>
    internal static string Of(BenchmarkDataset dataset) => JsonSerializer.Serialize(Canonical(dataset), s_json);

    private static BenchmarkSpec Canonical(BenchmarkSpec spec) => spec with
    {
        Description = null,
        Datasets = [.. spec.Datasets.Select(Canonical).OrderBy(Of, StringComparer.Ordinal)],
        Entries = [.. spec.Entries.Order(StringComparer.Ordinal)],
        SliceBy = spec.SliceBy is null ? null : [.. spec.SliceBy.Order(StringComparer.Ordinal)],
        Gates = [.. spec.Gates.Order(StringComparer.Ordinal)],
    };

    private static BenchmarkDataset Canonical(BenchmarkDataset dataset) => dataset.Query is not { Metadata: { } metadata } query
        ? dataset
        : dataset with { Query = query with { Metadata = new SortedDictionary<string, string>(metadata.ToDictionary(), StringComparer.Ordinal) } };
}
