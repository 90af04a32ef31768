namespace Winnow.Core.Events;

/// <summary>Data of <see cref="EventTypes.RunFailed"/>: a run ended without a result.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Run">The run.</param>
/// <param name="Kind"><c>ingestion</c>, <c>labelling</c>, <c>evaluation</c> or <c>snapshot</c>.</param>
/// <param name="Code">Stable code of the cause.</param>
/// <param name="Reason">What failed and the next step.</param>
public sealed record RunFailed(string Dataset, string Run, string Kind, string Code, string Reason);
