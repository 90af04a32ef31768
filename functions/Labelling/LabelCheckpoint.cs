namespace Winnow.Functions.Labelling;

/// <summary>Where a labelling run goes on after ContinueAsNew.</summary>
/// <param name="StartedAt">When the run began, UTC: before it calibrated.</param>
/// <param name="LabellingSince">When it began to label, UTC.</param>
/// <param name="Total">What there is to do.</param>
/// <param name="Continuation">Of the listing of packs.</param>
/// <param name="Done">What is done.</param>
public sealed record LabelCheckpoint(DateTime StartedAt, DateTime LabellingSince, PackCount Total, string? Continuation, LabelCounts Done);
