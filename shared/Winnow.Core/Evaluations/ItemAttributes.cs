namespace Winnow.Core.Evaluations;

/// <summary>The facts about an item that slices and groups may use.</summary>
internal static class ItemAttributes
{
    /// <summary>Prefix of what annotation files say.</summary>
    public const string Metadata = "metadata.";

    private const int LongestTruth = 100;

    public static Dictionary<string, string> TextsOf(EvaluationCase item, IReadOnlyDictionary<string, string> metadata)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal) { ["media-type"] = item.Item.MediaType };
        Add(texts, "split", item.Item.Split);
        Add(texts, "folder", item.Item.Name.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? item.Item.Name[..slash] : null);
        Add(texts, "truth", item.Truth.Label is { Length: <= LongestTruth } label ? label : null);
        foreach (var (name, value) in metadata)
        {
            texts[Metadata + name] = value;
        }

        return texts;
    }

    public static Dictionary<string, double> NumbersOf(Catalogue.Item item, Comparison compared)
    {
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal) { ["bytes"] = item.Length };
        if (item is { Width: { } width, Height: { } height })
        {
            (numbers["width"], numbers["height"]) = (width, height);
        }

        foreach (var (name, value) in compared.Numbers ?? numbers)
        {
            numbers[name] = value;
        }

        return numbers;
    }

    private static void Add(Dictionary<string, string> texts, string name, string? value)
    {
        if (value is not null)
        {
            texts[name] = value;
        }
    }
}
