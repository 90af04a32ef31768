namespace Winnow.Cli.Push;

/// <summary>A file that could not be uploaded.</summary>
public sealed record PushFailure(string Path, string Reason);
