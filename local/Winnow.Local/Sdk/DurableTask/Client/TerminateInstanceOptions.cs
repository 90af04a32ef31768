namespace Microsoft.DurableTask.Client;

/// <summary>Options of a termination.</summary>
/// <param name="Output">The output that the terminated instance shows.</param>
/// <param name="Recursive">Whether its sub-orchestrations are terminated as well; the official default is false.</param>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);
