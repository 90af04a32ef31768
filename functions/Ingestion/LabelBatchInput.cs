namespace Winnow.Functions.Ingestion;

/// <summary>A batch that may have to be labelled.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Batch">The batch.</param>
/// <param name="Run">Id for the labelling run.</param>
public sealed record LabelBatchInput(string Dataset, string Batch, string Run);
