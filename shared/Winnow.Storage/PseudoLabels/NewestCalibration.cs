using System.Text.Json.Serialization;
using Azure;

namespace Winnow.Storage.PseudoLabels;

/// <summary>Which calibration is the newest for a rule.</summary>
/// <param name="Id">The calibration.</param>
/// <param name="Look">How many the rule has had.</param>
/// <param name="Run">The run that came to it last.</param>
public sealed record NewestCalibration(string Id, int Look, string Run)
{
    /// <summary>When that was.</summary>
    [JsonIgnore]
    public DateTimeOffset At { get; init; }

    [JsonIgnore]
    internal ETag ETag { get; init; }
}
