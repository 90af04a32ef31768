namespace Winnow.Core.Ingestion;

/// <summary>The drops that one activity ingests.</summary>
/// <param name="TakenAt">As in <see cref="BatchManifest.TakenAt"/>.</param>
/// <param name="Drops">In path order.</param>
public sealed record ShardManifest(DateTimeOffset TakenAt, IReadOnlyList<Drop> Drops);
