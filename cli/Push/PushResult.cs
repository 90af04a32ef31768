namespace Winnow.Cli.Push;

/// <summary>What a push did.</summary>
/// <param name="Pushed">Files uploaded.</param>
/// <param name="Skipped">Files that were pushed before and have not changed.</param>
/// <param name="Bytes">Bytes uploaded.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Failed">Files that could not be uploaded, and why.</param>
public sealed record PushResult(long Pushed, long Skipped, long Bytes, double Seconds, IReadOnlyList<PushFailure> Failed);
