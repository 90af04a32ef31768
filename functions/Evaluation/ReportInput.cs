using Winnow.Core.Evaluations;
using Winnow.Core.Models;

namespace Winnow.Functions.Evaluation;

/// <summary>A report to make.</summary>
/// <param name="About">What it is about.</param>
/// <param name="Task">What the model does.</param>
public sealed record ReportInput(EvaluationSubject About, ModelTask Task);
