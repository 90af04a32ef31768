namespace Winnow.Core.Metrics.Classification.Internal;

/// <summary>A score of a ranking, from the runs of equal scores given from the highest score down.</summary>
internal interface IRunSum
{
    /// <summary>Null when it is not defined.</summary>
    double? Value { get; }

    void Add(long positive, long negative);
}
