using Winnow.Core.Ingestion;
using Winnow.Core.Models;
using Winnow.Core.Predictions;

namespace Winnow.Functions.Predictions;

/// <summary>What an import of predictions came to.</summary>
/// <param name="Id">The run.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="Model"><c>name@version</c>.</param>
/// <param name="Task">What the predictions are answers to.</param>
/// <param name="Counts">What became of the rows.</param>
/// <param name="Refusals">The first refused rows, with reasons; all are in <c>predictions/{dataset}/-refused/{run}.jsonl</c>.</param>
public sealed record ImportResult(string Id, string Dataset, string Model, ModelTask Task, ImportCounts Counts, IReadOnlyList<Refusal> Refusals);
