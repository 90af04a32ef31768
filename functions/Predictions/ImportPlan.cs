using Winnow.Core.Ingestion;
using Winnow.Core.Models;
using Winnow.Core.Predictions;

namespace Winnow.Functions.Predictions;

/// <summary>What the first reading of a predictions file came to.</summary>
/// <param name="Parts">Parts whose rows are to be brought in.</param>
/// <param name="Task">The task of the predictions.</param>
/// <param name="Placed">Rows in the parts.</param>
/// <param name="Refused">Rows that were refused.</param>
/// <param name="Refusals">The first of those, with reasons.</param>
/// <param name="Classes">The classes that the predictions give probabilities of, in order.</param>
public sealed record ImportPlan(
    int Parts, ModelTask Task, long Placed, ImportCounts Refused, IReadOnlyList<Refusal> Refusals, IReadOnlyList<string> Classes);
