using Winnow.Core.Evaluations.Analysis;

namespace Winnow.Core.Evaluations.Estimators;

/// <summary>Some items of a run.</summary>
/// <param name="Table">Its results.</param>
/// <param name="Rows">Which of them.</param>
public sealed record TableRows(OutcomeTable Table, int[] Rows);
