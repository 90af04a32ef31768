namespace Winnow.Cli.Api;

/// <summary>What is on its way into a dataset.</summary>
/// <param name="Status"><c>idle</c> or <c>running</c>.</param>
/// <param name="PendingDrops">Files in the drop zone that were seen and are not ingested yet.</param>
public sealed record IntakeStatus(string Status, long PendingDrops);
