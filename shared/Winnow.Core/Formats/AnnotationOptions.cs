using Winnow.Core.Catalogue;

namespace Winnow.Core.Formats;

/// <summary>What annotation files may say.</summary>
public sealed record AnnotationOptions
{
    public static AnnotationOptions Default { get; } = new();

    /// <value>The class names that labels may use, in index order; empty: any.</value>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <value>The source of rows that name none; default <see cref="Annotation.DefaultSource"/>.</value>
    public string DefaultSource { get; init; } = Annotation.DefaultSource;

    /// <value>Most rows of one file; default 2,000,000. Each costs 36 to 75 bytes of memory, for finding conflicts.</value>
    public int MaxRows { get; init; } = 2_000_000;

    /// <value>Longest label in characters; default 200: labels become table keys.</value>
    public int MaxLabelChars { get; init; } = 200;

    /// <value>Longest text in characters; default 8,000: texts are table columns, stored as JSON (64 KiB).</value>
    public int MaxTextChars { get; init; } = 8_000;

    /// <value>Longest field or line of an annotation file in bytes; default 1 MiB. This bounds the memory of reading.</value>
    public int MaxFieldBytes { get; init; } = 1 << 20;

    /// <value>Longest detail of one row, as JSON in bytes; default 1 MiB, as <see cref="MaxFieldBytes"/>.</value>
    public int MaxDetailBytes { get; init; } = 1 << 20;

    /// <value>How many objects, tags and other parts one row may have.</value>
    public DetailLimits Details { get; init; } = DetailLimits.Default;

    /// <value>Most memory that the objects of one COCO file may take, in bytes, as <see cref="DetailSize"/> estimates it; default 1 GiB.</value>
    public long MaxHeldBytes { get; init; } = 1 << 30;
}
