using Winnow.Core.Catalogue;

namespace Winnow.Storage.Tables;

/// <summary>What people or a model said about an item.</summary>
/// <param name="Label">Class name.</param>
/// <param name="Text">Transcription, cut to 256 characters.</param>
/// <param name="Confidence">0 to 1; 1 for people; null when nobody said anything.</param>
/// <param name="Model"><c>name@version</c>; null for people.</param>
internal sealed record Said(string? Label, string? Text, double? Confidence, string? Model)
{
    private const int LongestText = 256;

    public static readonly Said Nothing = new(null, null, null, null);

    public string? Text { get; init; } = Shorten(Text);

    /// <summary>What a prediction says.</summary>
    public static Said By(Prediction row) => new(row.Label, row.Text, row.Confidence, row.Model.ToString());

    /// <summary>What was said, as one string.</summary>
    public string Essence => Label ?? Text ?? "";

    private static string? Shorten(string? text)
    {
        if (text is null || text.Length <= LongestText)
        {
            return text;
        }

        return text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)];
    }
}
