using System.ComponentModel.DataAnnotations;

namespace Winnow.Functions.Predictions;

/// <summary>Settings of imports of predictions.</summary>
public sealed class ImportOptions
{
    public const string SectionName = "Imports";

    /// <value>Largest upload in bytes; larger files are named by the address of a blob. Azure Functions itself takes at most 210 MB. Default: 2 GiB.</value>
    [Range(1, long.MaxValue)]
    public long MaxUploadBytes { get; set; } = 2L << 30;

    /// <value>Bytes of a file that make one part, which one activity brings into the catalogue. Default: 16 MiB.</value>
    [Range(1 << 16, 1 << 30)]
    public int PartBytes { get; set; } = 16 << 20;

    /// <value>Parts that are brought in at the same time. Default: 4.</value>
    [Range(1, 100)]
    public int Window { get; set; } = 4;
}
