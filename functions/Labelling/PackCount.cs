using System.Text.Json.Serialization;

namespace Winnow.Functions.Labelling;

/// <summary>How much there is to label.</summary>
/// <param name="Packs">Packs of the dataset, or of the batch.</param>
/// <param name="Items">Items in them.</param>
public sealed record PackCount(long Packs, long Items)
{
    /// <summary>Packs of a page: about fifty pages per run, so that progress shows; 4 to 200 packs each.</summary>
    [JsonIgnore]
    public int PageSize => (int)Math.Clamp(Packs / 50, 4, 200);

    /// <summary>About how many items so many packs hold.</summary>
    public long ItemsOf(long packs) => Packs == 0 ? 0 : (long)(Items * Math.Min(1, (double)packs / Packs));
}
