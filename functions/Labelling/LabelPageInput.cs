namespace Winnow.Functions.Labelling;

/// <summary>The packs that one sub-orchestration labels.</summary>
/// <param name="Label">The run.</param>
/// <param name="Packs">At most 200 names.</param>
public sealed record LabelPageInput(LabelInput Label, IReadOnlyList<string> Packs);
