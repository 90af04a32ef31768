namespace Microsoft.DurableTask.Client;

/// <summary>Which orchestrations a query returns, and how.</summary>
/// <param name="CreatedFrom">Created at or after.</param>
/// <param name="CreatedTo">Created at or before.</param>
/// <param name="Statuses">In one of these statuses; null means in any.</param>
/// <param name="TaskHubNames">Task hubs to search; a hub on one machine has only itself.</param>
/// <param name="InstanceIdPrefix">What the instance id starts with.</param>
/// <param name="PageSize">Values per page at most.</param>
/// <param name="FetchInputsAndOutputs">Whether inputs, outputs, custom statuses and failures come with it.</param>
/// <param name="ContinuationToken">Where to go on.</param>
public record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
    IEnumerable<string>? TaskHubNames = null,
    string? InstanceIdPrefix = null,
    int PageSize = OrchestrationQuery.DefaultPageSize,
    bool FetchInputsAndOutputs = false,
    string? ContinuationToken = null)
{
    public const int DefaultPageSize = 100;
}
