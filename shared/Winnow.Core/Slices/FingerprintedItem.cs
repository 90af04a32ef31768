namespace Winnow.Core.Slices;

/// <summary>An item with its hash.</summary>
/// <param name="ItemId">Which item.</param>
/// <param name="Split">Its split; null when it is in none.</param>
/// <param name="Hash">A <see cref="PerceptualHash"/> or <see cref="TextFingerprint"/>: one kind for all.</param>
public sealed record FingerprintedItem(string ItemId, string? Split, ulong Hash);
