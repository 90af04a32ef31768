namespace Winnow.Core.Ingestion;

/// <summary>A refused file, archive entry or annotation row as the quarantine lists it.</summary>
/// <param name="Name">As in <see cref="Refusal.Name"/>.</param>
/// <param name="Code">As in <see cref="Refusal.Code"/>.</param>
/// <param name="Reason">As in <see cref="Refusal.Reason"/>.</param>
/// <param name="BlobPath">Where its bytes lie in the container <c>quarantine</c>; null when they were not kept.</param>
/// <param name="At">When it was refused.</param>
/// <param name="Batch">The batch that refused it; null when it was refused at the door.</param>
public sealed record QuarantinedFile(string Name, string Code, string Reason, string? BlobPath, DateTimeOffset At, string? Batch);
