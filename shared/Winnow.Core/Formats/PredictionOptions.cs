namespace Winnow.Core.Formats;

/// <summary>What files of predictions may say.</summary>
public sealed record PredictionOptions
{
    public static PredictionOptions Default { get; } = new();

    /// <value>The class names that labels may use; empty: any.</value>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <value>Folder of the dataset that <c>file_name</c> is relative to; default empty: the dataset itself.</value>
    public string Folder { get; init; } = "";

    /// <value>Whether each item may have several classes: then probabilities need not sum to 1, and no label is taken from them. Default false: it is so
    /// only for rows with <c>labels</c>.</value>
    public bool IsMultiLabel { get; init; }

    /// <value>What the ids of COCO results stand for; null when their image ids are file names and their category ids class names.</value>
    public CocoVocabulary? Vocabulary { get; init; }

    /// <value>The classes that <c>scores</c> of our own prediction files stand for, in order, as the model card lists them; empty: scores are ignored.</value>
    public IReadOnlyList<string> ScoreClasses { get; init; } = [];

    /// <value>Most rows, or COCO results, of one file; default 2,000,000. Each row costs about 40 bytes of memory, for finding duplicates.</value>
    public int MaxRows { get; init; } = 2_000_000;

    /// <value>Longest label in characters; default 200.</value>
    public int MaxLabelChars { get; init; } = 200;

    /// <value>Longest <c>text</c> in characters; default 8,000.</value>
    public int MaxTextChars { get; init; } = 8_000;

    /// <value>Longest line, row or COCO result in bytes; default 1 MiB.</value>
    public int MaxFieldBytes { get; init; } = 1 << 20;

    /// <value>Longest detail of one item, as JSON in bytes; default 1 MiB.</value>
    public int MaxDetailBytes { get; init; } = 1 << 20;

    /// <value>How many objects, tags and other parts one prediction may have.</value>
    public DetailLimits Details { get; init; } = DetailLimits.Default;

    /// <value>Most memory that the results of one COCO file may take, in bytes, as <see cref="DetailSize"/> estimates it; default 1 GiB.</value>
    public long MaxHeldBytes { get; init; } = 1 << 30;
}
