namespace Winnow.Local.Triggers;

/// <summary>How blob triggers poll.</summary>
/// <param name="Poll">Between two scans when something was new; an idle container waits up to five times as long.</param>
/// <param name="Retry">Before the second try of a failed blob; every further try waits twice as long.</param>
/// <param name="MaxConcurrency">Blobs of one function that are processed at a time.</param>
internal sealed record BlobTriggerSettings(TimeSpan Poll, TimeSpan Retry, int MaxConcurrency);
