namespace Winnow.Local.TaskHub.Storage;

/// <summary>An orchestration to be created.</summary>
/// <param name="Id">Its instance id.</param>
/// <param name="Name">Its orchestrator.</param>
/// <param name="Input">Its serialised input.</param>
/// <param name="StartAt">When it may begin (UTC).</param>
/// <param name="Parent">Who waits for it, if anybody.</param>
internal sealed record NewInstance(string Id, string Name, string? Input, DateTime StartAt, ParentRow? Parent = null);
