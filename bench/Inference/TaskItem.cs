namespace Winnow.Bench;

/// <summary>One image of a task, and what is right about it: a class, or a text.</summary>
internal sealed record TaskItem(string Id, byte[] Content, string Truth);
