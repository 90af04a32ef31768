using System.ComponentModel.DataAnnotations;

namespace Winnow.Functions.Benchmarks;

/// <summary>Settings of benchmarks.</summary>
public sealed class BenchmarkOptions
{
    public const string SectionName = "Benchmarks";

    /// <value>How many evaluations of one benchmark run at the same time. Default: 2.</value>
    [Range(1, 100)]
    public int Window { get; set; } = 2;

    /// <value>Of how many items, over all entries of a board, entries are compared at most; of more, a sample by the hash of their content. About 150 bytes of memory each. Default: 2,000,000.</value>
    [Range(1000, 100_000_000)]
    public int ComparedItems { get; set; } = 2_000_000;
}
