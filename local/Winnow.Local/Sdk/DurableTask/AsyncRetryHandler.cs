namespace Microsoft.DurableTask;

/// <summary>A <see cref="RetryHandler"/> that may await durable operations, such as a timer between two attempts.</summary>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);
