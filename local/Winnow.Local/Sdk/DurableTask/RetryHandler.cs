namespace Microsoft.DurableTask;

/// <summary>Decides after a failed attempt whether to try again; part of the orchestrator, so it has to be deterministic.</summary>
public delegate bool RetryHandler(RetryContext retryContext);
