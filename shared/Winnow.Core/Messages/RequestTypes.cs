namespace Winnow.Core.Messages;

/// <summary>The types of requests; their schemas are in <c>docs/messages</c>.</summary>
public static class RequestTypes
{
    public const string Ingest = "ingest";
    public const string Annotate = "annotate";
    public const string Label = "label";
    public const string Evaluate = "evaluate";
    public const string Snapshot = "snapshot";

    /// <summary>Every type above.</summary>
    public static IReadOnlyList<string> All { get; } = [Ingest, Annotate, Label, Evaluate, Snapshot];
}
