using Winnow.Local.TaskHub.Execution;

namespace Winnow.Local.TaskHub.Storage;

/// <summary>A turn that has been taken and is to be committed.</summary>
/// <param name="Instance">The instance as it was before the turn.</param>
/// <param name="Time">The turn's clock (UTC).</param>
/// <param name="LastEvent">Id of the last event that the turn saw.</param>
/// <param name="Outcome">What the turn led to.</param>
internal sealed record TurnRecord(InstanceRow Instance, DateTime Time, long LastEvent, TurnOutcome Outcome);
