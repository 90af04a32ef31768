namespace Winnow.Functions.Labelling;

/// <summary>The pack that one activity labels.</summary>
/// <param name="Label">The run.</param>
/// <param name="Pack">The pack.</param>
public sealed record LabelShardInput(LabelInput Label, string Pack);
