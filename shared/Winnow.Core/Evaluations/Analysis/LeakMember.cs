namespace Winnow.Core.Evaluations.Analysis;

/// <summary>An item of a leak.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Name">Its first name.</param>
/// <param name="Split">Its split; null when nobody said.</param>
public sealed record LeakMember(string ItemId, string Name, string? Split);
