namespace Winnow.Functions.Common;

/// <summary>How far a run is: the custom status of every orchestration that people wait for.</summary>
/// <param name="Stage">What it is doing: <c>label</c>, <c>evaluate</c>, <c>report</c>, …</param>
/// <param name="Done">Items that are done.</param>
/// <param name="Total">Items in all, as far as known.</param>
/// <param name="Failed">Items that failed.</param>
/// <param name="ItemsPerSecond">Average since the stage began.</param>
/// <param name="EtaSeconds">Seconds until the stage ends at that rate; null before the first items are done.</param>
public sealed record RunProgress(string Stage, long Done, long Total, long Failed, double ItemsPerSecond, double? EtaSeconds)
{
    /// <summary>Progress of a stage that began at <paramref name="startedAt"/>.</summary>
    public static RunProgress Of(string stage, long done, long total, long failed, DateTime startedAt, DateTime now)
    {
        var seconds = (now - startedAt).TotalSeconds;
        var rate = seconds > 0 ? done / seconds : 0;
        return new(stage, done, total, failed, Math.Round(rate, 1), rate > 0 ? Math.Round(Math.Max(0, total - done) / rate, 1) : null);
    }
}
