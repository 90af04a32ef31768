namespace Winnow.Local.TaskHub.History;

/// <summary>What the history remembers of an action, to recognise it in a replay.</summary>
/// <param name="Kind">What was asked for.</param>
/// <param name="TaskId">The sequence number of the task.</param>
/// <param name="Name">The name asked for.</param>
/// <param name="DetailHash">Hash of input, target and due time.</param>
internal readonly record struct ActionSignature(ActionKind Kind, int TaskId, string Name, long DetailHash)
{
    public bool IsSameStep(ActionSignature other) =>
        Kind == other.Kind && TaskId == other.TaskId && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Name.Length == 0 ? $"{Kind} (#{TaskId})" : $"{Kind} '{Name}' (#{TaskId})";
}
