using System.Runtime.Intrinsics;

namespace Winnow.Core.Metrics.Images.Internal;

/// <summary>What is added up over the dimensions of two vectors.</summary>
internal interface IPairOperation
{
    static abstract Vector256<double> Add(Vector256<double> sum, Vector256<double> left, Vector256<double> right);
}
