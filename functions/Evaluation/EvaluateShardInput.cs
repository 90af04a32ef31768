using Winnow.Core.Models;

namespace Winnow.Functions.Evaluation;

/// <summary>One pack to evaluate.</summary>
/// <param name="Run">The run.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="Pack">The pack.</param>
/// <param name="Model"><c>name@version</c>.</param>
/// <param name="Task">What the model does.</param>
/// <param name="Split">Only items of this split; null for all.</param>
/// <param name="AcceptMissing">Whether items without a prediction are skipped.</param>
public sealed record EvaluateShardInput(string Run, string Dataset, string Pack, string Model, ModelTask Task, string? Split, bool AcceptMissing);
