namespace Winnow.Local.TaskHub;

/// <summary>Runs an activity; the hub serialises what it returns. The token is cancelled when the hub stops.</summary>
public delegate Task<object?> ActivityInvoker(ActivityInvocation invocation, CancellationToken cancellationToken);
