using System.ComponentModel.DataAnnotations;

namespace Winnow.Functions.Evaluation;

/// <summary>Settings of evaluations.</summary>
public sealed class EvaluationOptions
{
    public const string SectionName = "Evaluation";

    /// <value>How many packs one run evaluates at the same time. Default: 16.</value>
    [Range(1, 1000)]
    public int Window { get; set; } = 16;

    /// <value>How many packs make a group, whose numbers are merged first. Default: 200.</value>
    [Range(1, 1000)]
    public int PacksPerGroup { get; set; } = 200;

    /// <value>Confidence level of intervals when a request names none. Default: 0.95.</value>
    [Range(0.5, 0.999)]
    public double Level { get; set; } = 0.95;

    /// <value>Bootstrap resamples when a request names none. Default: 2,000.</value>
    [Range(100, 100_000)]
    public int Resamples { get; set; } = 2000;

    /// <value>Of how many items intervals, slices and comparisons are made at most; of more, a sample by the hash of their content. About 150 bytes of memory each. Default: 2,000,000.</value>
    [Range(1000, 100_000_000)]
    public int AnalysedItems { get; set; } = 2_000_000;

    /// <value>How many failing images a report shows at most. Default: 200.</value>
    [Range(0, 1000)]
    public int ReportImages { get; set; } = 200;

    /// <value>How many bytes of images a report embeds at most. Default: 8 MiB.</value>
    [Range(0, 64 << 20)]
    public int ReportImageBytes { get; set; } = 8 << 20;
}
