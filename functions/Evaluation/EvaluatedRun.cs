using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Analysis;

namespace Winnow.Functions.Evaluation;

/// <summary>What a run left, read into memory.</summary>
/// <param name="Id">The run.</param>
/// <param name="Spec">What it evaluated, and how.</param>
/// <param name="Numbers">Its merged numbers.</param>
/// <param name="Table">Its results per item.</param>
public sealed record EvaluatedRun(string Id, EvaluationSpec Spec, EvaluationAccumulator Numbers, OutcomeTable Table);
