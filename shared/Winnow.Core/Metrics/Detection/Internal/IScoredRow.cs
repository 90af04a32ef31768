namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>A row that is ranked by its score.</summary>
internal interface IScoredRow<TSelf> : IResultRow<TSelf>
    where TSelf : struct, IScoredRow<TSelf>
{
    double Score { get; }
}
