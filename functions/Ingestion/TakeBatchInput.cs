namespace Winnow.Functions.Ingestion;

/// <summary>Which drops are wanted for the next batch.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Batch">Name of the new batch.</param>
/// <param name="MaxDrops">Most drops.</param>
/// <param name="MaxBytes">The batch ends with the drop that reaches this size.</param>
public sealed record TakeBatchInput(string Dataset, string Batch, int MaxDrops, long MaxBytes);
