namespace Microsoft.DurableTask;

/// <summary>Options with which a client starts an orchestration.</summary>
public record StartOrchestrationOptions
{
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        DedupeStatuses = options.DedupeStatuses;
    }

    /// <summary>The id of the new instance; without it a new GUID is used.</summary>
    public string? InstanceId { get; init; }

    /// <summary>When the instance shall start; a time in the past means now.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Statuses in which an existing instance of the same id makes the start fail; null means the backend's default.</summary>
    /// <remarks>
    /// Set it with <see cref="Client.StartOrchestrationOptionsExtensions.WithDedupeStatuses"/>. The default of Azure Functions, and of
    /// the local hub, is Pending, Running and Suspended (host.json <c>overridableExistingInstanceStates: NonRunningStates</c>).
    /// </remarks>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
