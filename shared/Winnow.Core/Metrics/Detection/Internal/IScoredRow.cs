namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>A row that is ranked by its score within its class.</summary>
internal interface IScoredRow
{
    /// <summary>Number of the class.</summary>
    int Class { get; }

    double Score { get; }
}
