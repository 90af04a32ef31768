namespace Winnow.Cli.Push;

/// <summary>A file as it was pushed.</summary>
public sealed record PushedFile(string Path, long Size, long ModifiedTicks, string ETag);
