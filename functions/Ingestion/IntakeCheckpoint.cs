namespace Winnow.Functions.Ingestion;

/// <summary>Where an intake is: all that it carries from one batch to the next.</summary>
/// <param name="Dataset">Whose drops it takes.</param>
/// <param name="Settings">How it works.</param>
/// <param name="IdleSince">Since when there has been nothing to take (UTC); null while there is work.</param>
/// <param name="Gather">Whether to wait for more drops before the next batch is taken: not after a full one.</param>
public sealed record IntakeCheckpoint(string Dataset, IntakeSettings Settings, DateTime? IdleSince = null, bool Gather = true);
