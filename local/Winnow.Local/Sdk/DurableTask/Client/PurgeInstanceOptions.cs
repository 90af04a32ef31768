namespace Microsoft.DurableTask.Client;

/// <summary>Options of a purge.</summary>
/// <param name="Recursive">Whether sub-orchestrations are purged as well.</param>
public record PurgeInstanceOptions(bool Recursive = false);
