using Microsoft.DurableTask;

namespace Winnow.Local.TaskHub;

/// <summary>One call of an activity.</summary>
public sealed class ActivityInvocation(string name, string instanceId, string? serializedInput, DataConverter converter)
{
    public string Name { get; } = name;

    /// <summary>The orchestration that called it.</summary>
    public string InstanceId { get; } = instanceId;

    /// <summary>Deserialises the input; null when there is none.</summary>
    public object? GetInput(Type type) => converter.Deserialize(serializedInput, type);
}
