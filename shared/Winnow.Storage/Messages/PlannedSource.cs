using Winnow.Core.Ingestion;

namespace Winnow.Storage.Messages;

/// <summary>A file that is to be dropped, or the reason why it cannot be.</summary>
/// <param name="Address">Where it is; null when refused.</param>
/// <param name="Path">Where it goes in the dataset; null when refused.</param>
/// <param name="Refusal">Why it cannot be dropped; null when all is well.</param>
public sealed record PlannedSource(Uri? Address, string? Path, Refusal? Refusal);
