using Winnow.Core.PseudoLabels.Internal;

namespace Winnow.Core.PseudoLabels;

/// <summary>Makes class probabilities say how often they are right: one temperature for all classes.</summary>
/// <remarks>
/// C. Guo et al., "On calibration of modern neural networks", ICML 2017: softmax(z / T), T minimising the negative log-likelihood of annotated items. Models
/// here give probabilities, so z = ln p, which differs from the logits by a constant per item that softmax removes. A probability below the smallest normal
/// number of float32 counts as that number. The most probable class stays the most probable.
/// </remarks>
public static class TemperatureScaling
{
    /// <summary>The smallest temperature that is looked at.</summary>
    public const double Lowest = 0.05;

    /// <summary>The largest temperature that is looked at.</summary>
    public const double Highest = 20;

    /// <summary>The temperature with the smallest negative log-likelihood.</summary>
    /// <param name="probabilities">A row per item, a column per class.</param>
    /// <param name="classes">Number of columns.</param>
    /// <param name="truths">The right column of each item.</param>
    /// <returns>
    /// Null when there is no minimum between <see cref="Lowest"/> and <see cref="Highest"/>: there are no items, or the model is right about all of them.
    /// </returns>
    /// <exception cref="ArgumentException">Shapes do not fit, or a probability is not from 0 to 1.</exception>
    public static double? Fit(ReadOnlySpan<float> probabilities, int classes, ReadOnlySpan<int> truths)
    {
        Require(probabilities, classes, truths);
        var loss = new TemperatureLoss(probabilities, classes, truths);
        // In β = 1/T the loss is convex, so its slope grows and has at most one zero.
        double low = 1 / Highest, high = 1 / Lowest, beta = 1;
        if (truths.IsEmpty || loss.At(low).Slope >= 0 || loss.At(high).Slope <= 0)
        {
            return null;
        }

        while (high - low > 1e-12 * beta)
        {
            var (slope, curvature) = loss.At(beta);
            (low, high) = slope < 0 ? (beta, high) : (low, beta);
            var newton = beta - (slope / curvature);
            var next = newton > low && newton < high ? newton : (low + high) / 2;
            if (Math.Abs(next - beta) <= 1e-12 * beta)
            {
                break;
            }

            beta = next;
        }

        return 1 / beta;
    }

    /// <summary>The probabilities at a temperature.</summary>
    /// <param name="probabilities">What the model says.</param>
    /// <param name="temperature">Above 0; above 1 makes the model less sure.</param>
    /// <returns>They sum to 1.</returns>
    public static double[] Apply(ReadOnlySpan<float> probabilities, double temperature)
    {
        var scaled = new double[probabilities.Length];
        TemperatureLoss.Soften(probabilities, 1 / temperature, scaled);
        return scaled;
    }

    private static void Require(ReadOnlySpan<float> probabilities, int classes, ReadOnlySpan<int> truths)
    {
        if (classes < 1 || probabilities.Length != (long)classes * truths.Length)
        {
            throw new ArgumentException($"{probabilities.Length} probabilities are not those of {truths.Length} items over {classes} classes.", nameof(probabilities));
        }

        foreach (var truth in truths)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(truth, nameof(truths));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(truth, classes, nameof(truths));
        }

        foreach (var probability in probabilities)
        {
            if (!(probability is >= 0 and <= 1))
            {
                throw new ArgumentException($"The probability {probability} is not from 0 to 1.", nameof(probabilities));
            }
        }
    }
}
