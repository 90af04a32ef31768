namespace Winnow.Local.TaskHub.History;

/// <summary>One turn of an orchestration as the history keeps it.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Time">The orchestration's clock during the turn (UTC).</param>
/// <param name="LastEvent">Id of the last event that the turn saw.</param>
/// <param name="Actions">What the code asked for in the turn.</param>
internal sealed record RecordedTurn(int Number, DateTime Time, long LastEvent, IReadOnlyList<ActionSignature> Actions);
