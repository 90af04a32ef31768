namespace Winnow.Core.PseudoLabels.Internal;

/// <summary>Slope and curvature of the mean negative log-likelihood in β = 1/T.</summary>
/// <remarks>Of one item with z = ln p: slope = E[z] − z of the truth, curvature = Var[z], both under softmax(βz). Items are summed in order.</remarks>
internal readonly ref struct TemperatureLoss(ReadOnlySpan<float> probabilities, int classes, ReadOnlySpan<int> truths)
{
    private const float Smallest = 1.17549435e-38f;
    private readonly ReadOnlySpan<float> probabilities = probabilities;
    private readonly ReadOnlySpan<int> truths = truths;
    private readonly double[] weights = new double[classes];

    public (double Slope, double Curvature) At(double beta)
    {
        double slope = 0, curvature = 0;
        for (var item = 0; item < truths.Length; item++)
        {
            var row = probabilities.Slice(item * weights.Length, weights.Length);
            Soften(row, beta, weights);
            double mean = 0, square = 0;
            for (var i = 0; i < row.Length; i++)
            {
                var z = Log(row[i]);
                mean += weights[i] * z;
                square += weights[i] * z * z;
            }

            slope += mean - Log(row[truths[item]]);
            curvature += square - (mean * mean);
        }

        return (slope / truths.Length, curvature / truths.Length);
    }

    /// <summary>softmax(β ln p).</summary>
    public static void Soften(ReadOnlySpan<float> row, double beta, Span<double> softened)
    {
        var largest = double.NegativeInfinity;
        for (var i = 0; i < row.Length; i++)
        {
            softened[i] = beta * Log(row[i]);
            largest = Math.Max(largest, softened[i]);
        }

        var sum = 0.0;
        for (var i = 0; i < row.Length; i++)
        {
            sum += softened[i] = Math.Exp(softened[i] - largest);
        }

        for (var i = 0; i < row.Length; i++)
        {
            softened[i] /= sum;
        }
    }

    private static double Log(float probability) => Math.Log(Math.Max(probability, Smallest));
}
