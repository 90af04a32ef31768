using System.Text.Json.Serialization;
using Winnow.Core.Catalogue;
using Winnow.Core.Labels;

namespace Winnow.Core.Versions;

/// <summary>One item in the manifest of a version: where its content lies, and what it is labelled with. A row of <c>versions/{dataset}/shards/….parquet</c>.</summary>
/// <remarks>No member is required, so that Parquet can read it.</remarks>
public sealed record ManifestItem
{
    /// <summary>SHA-256 of the content, in hex.</summary>
    [JsonPropertyName("item_id")]
    public string ItemId { get; init; } = "";

    /// <summary>The first name under which it was dropped.</summary>
    [JsonPropertyName("name")]
    public string Name { get; init; } = "";

    /// <summary>The pack that holds it: <c>items/{dataset}/{pack}.tar</c>.</summary>
    [JsonPropertyName("pack")]
    public string Pack { get; init; } = "";

    /// <summary>Where its content starts in the pack, in bytes.</summary>
    [JsonPropertyName("offset")]
    public long Offset { get; init; }

    /// <summary>Its length, in bytes.</summary>
    [JsonPropertyName("length")]
    public long Length { get; init; }

    [JsonPropertyName("media_type")]
    public string MediaType { get; init; } = "";

    /// <summary>In pixels; null for what is no image.</summary>
    [JsonPropertyName("width")]
    public int? Width { get; init; }

    /// <inheritdoc cref="Width"/>
    [JsonPropertyName("height")]
    public int? Height { get; init; }

    [JsonPropertyName("split")]
    public string? Split { get; init; }

    /// <summary><c>annotated</c>, <c>pseudoLabelled</c> or <c>unlabelled</c>.</summary>
    [JsonPropertyName("state")]
    public string State { get; init; } = "";

    /// <summary>Class name: what people said, or else the accepted prediction.</summary>
    [JsonPropertyName("label")]
    public string? Label { get; init; }

    /// <summary>Transcription, whole.</summary>
    [JsonPropertyName("text")]
    public string? Text { get; init; }

    /// <summary>Everything else that people said, as JSON of <see cref="Labels.LabelDetail"/>: objects, tags, facts for slices; null when there is nothing else.</summary>
    [JsonPropertyName("detail")]
    public string? Detail { get; init; }

    /// <summary>Of the accepted prediction, 0 to 1; null for annotations.</summary>
    [JsonPropertyName("confidence")]
    public double? Confidence { get; init; }

    /// <summary>The model of the accepted prediction, <c>name@version</c>; null for annotations.</summary>
    [JsonPropertyName("model")]
    public string? Model { get; init; }

    /// <summary>The item as the version has it.</summary>
    public Item ToItem(string dataset) => new()
    {
        Dataset = dataset,
        Pack = Pack,
        Id = ItemId,
        Name = Name,
        Offset = Offset,
        Length = Length,
        MediaType = MediaType,
        Width = Width,
        Height = Height,
        Split = Split,
        State = ItemStates.Parse(State),
        IngestedAt = DateTimeOffset.UnixEpoch,
    };

    /// <summary>What people said about it; null when they said nothing.</summary>
    public Annotation? ToAnnotation()
    {
        var isAnnotated = State == ItemStates.Annotated;
        return !isAnnotated && Detail is null ? null : new()
        {
            ItemId = ItemId,
            Label = isAnnotated ? Label : null,
            Text = isAnnotated ? Text : null,
            Detail = Detail is null ? null : LabelJson.Read(Detail),
        };
    }
}
