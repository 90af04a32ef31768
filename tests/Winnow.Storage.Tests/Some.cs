using System.Security.Cryptography;
using System.Text;
using Winnow.Core.Catalogue;

namespace Winnow.Storage.Tests;

/// <summary>Items and names for tests.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Time = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static readonly ModelId Model = new("digits-cnn", "1");

    /// <summary>A dataset name that no other test uses.</summary>
    public static string Dataset() => $"d{Guid.NewGuid():N}";

    public static string Id(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    public static Item Item(string dataset, string name, string pack = "b1-0000-0000", int position = 0, string? split = null) => new()
    {
        Dataset = dataset,
        Pack = pack,
        Id = Id(name),
        Name = name,
        Offset = 512 + (position * 1024),
        Length = 100,
        MediaType = "image/png",
        Width = 28,
        Height = 28,
        Split = split,
        IngestedAt = Time.AddSeconds(position),
    };

    public static ItemName Name(Item item, string? path = null) => new(path ?? item.Name, item.Id, item.Pack);

    public static Prediction Prediction(Item item, string label, double confidence, bool isPseudoLabel = false, ModelId? model = null) => new()
    {
        ItemId = item.Id,
        Model = model ?? Model,
        Run = "run",
        Label = label,
        Confidence = confidence,
        IsPseudoLabel = isPseudoLabel,
    };
}
