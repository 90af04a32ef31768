using System.Runtime.Intrinsics;

namespace Winnow.Core.Metrics.Images.Internal;

/// <summary>Σ (x − y)²: by differences, so that equal vectors are at distance 0 and near ones keep their digits.</summary>
internal readonly struct SquaredDistance : IPairOperation
{
    public static Vector256<double> Add(Vector256<double> sum, Vector256<double> left, Vector256<double> right)
    {
        var difference = left - right;
        return Vector256.MultiplyAddEstimate(difference, difference, sum);
    }
}
