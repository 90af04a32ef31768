namespace Winnow.Core.Metrics.Regression;

/// <summary>How far one prediction is off.</summary>
/// <param name="Error">Predicted minus true value.</param>
public readonly record struct RegressionResult(double Error)
{
    public double AbsoluteError => Math.Abs(Error);
}
