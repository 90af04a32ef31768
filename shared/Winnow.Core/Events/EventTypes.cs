namespace Winnow.Core.Events;

/// <summary>The types of events; their schemas are in <c>docs/messages/events</c>.</summary>
public static class EventTypes
{
    public const string ItemsIngested = "items.ingested";
    public const string LabelsCreated = "labels.created";
    public const string EvaluationCompleted = "evaluation.completed";
    public const string VersionCreated = "version.created";
    public const string GateFailed = "gate.failed";
    public const string RunFailed = "run.failed";

    /// <summary>Every type above.</summary>
    public static IReadOnlyList<string> All { get; } = [ItemsIngested, LabelsCreated, EvaluationCompleted, VersionCreated, GateFailed, RunFailed];
}
