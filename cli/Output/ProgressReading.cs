namespace Winnow.Cli.Output;

/// <summary>Where a piece of work stands.</summary>
/// <param name="Done">How many are done.</param>
/// <param name="Total">Of how many; 0 when nobody knows yet.</param>
/// <param name="Unit">What is counted: files, items.</param>
/// <param name="PerSecond">How many per second so far; 0 when not known.</param>
/// <param name="EtaSeconds">Seconds to go; null when not known.</param>
/// <param name="BytesPerSecond">Bytes per second; 0 when bytes are not what matters.</param>
/// <param name="Remark">Anything else worth a few words.</param>
public sealed record ProgressReading(
    long Done, long Total, string Unit, double PerSecond = 0, double? EtaSeconds = null, double BytesPerSecond = 0, string? Remark = null);
