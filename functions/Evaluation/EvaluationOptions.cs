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

    /// <value>How many failing images a report shows at most. Default: 60.</value>
    [Range(0, 100)]
    public int ReportImages { get; set; } = 60;

    /// <value>How many bytes of images a report embeds at most. Default: 8 MiB.</value>
    [Range(0, 64 << 20)]
    public int ReportImageBytes { get; set; } = 8 << 20;
}
