using System.Runtime.Intrinsics;

namespace Winnow.Core.Metrics.Images.Internal;

/// <summary>Σ x · y.</summary>
internal readonly struct InnerProduct : IPairOperation
{
    public static Vector256<double> Add(Vector256<double> sum, Vector256<double> left, Vector256<double> right) =>
        Vector256.MultiplyAddEstimate(left, right, sum);
}
