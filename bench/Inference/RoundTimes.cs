namespace Winnow.Bench;

/// <summary>What a contender took for one pass, round by round.</summary>
internal sealed class RoundTimes
{
    /// <summary>On the clock.</summary>
    public List<double> Seconds { get; } = [];

    /// <summary>Of all cores, in this process: nothing to go by for contenders that run in another.</summary>
    public List<double> ProcessorSeconds { get; } = [];
}
