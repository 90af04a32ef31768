namespace Winnow.Core.Evaluations;

/// <summary>An item with what tells it from others that are not alike.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Name">Its first name.</param>
/// <param name="Split">Its split; null when nobody said.</param>
/// <param name="IsImage">Whether it is an image; otherwise a text.</param>
/// <param name="Hash">Of images <see cref="Slices.PerceptualHash.PHash"/>, of texts <see cref="Slices.TextFingerprint"/>.</param>
public sealed record ItemFingerprint(string ItemId, string Name, string? Split, bool IsImage, ulong Hash);
