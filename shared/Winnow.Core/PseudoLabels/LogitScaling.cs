namespace Winnow.Core.PseudoLabels;

/// <summary>Makes single confidences say how often they are right: P(right) = 1 / (1 + e^−(slope · logit(confidence) + intercept)).</summary>
/// <param name="Slope">1 leaves confidences as they are, if the intercept is 0.</param>
/// <param name="Intercept">0 leaves confidences as they are, if the slope is 1.</param>
/// <remarks>
/// J. Platt, "Probabilistic outputs for support vector machines", 1999, over the logit of the confidence, which is cut to 10⁻⁹ … 1 − 10⁻⁹. His smoothed
/// targets, (right + 1) / (right + 2) and 1 / (wrong + 2), keep the numbers finite when all items are right, or all wrong.
/// </remarks>
public sealed record LogitScaling(double Slope, double Intercept)
{
    private const double Cut = 1e-9;
    private const int MostSteps = 200;

    /// <summary>The numbers with the smallest logistic loss.</summary>
    /// <param name="confidences">0 to 1, one per item.</param>
    /// <param name="areRight">Whether the answer was right.</param>
    /// <returns>Null without items, or when all confidences are the same.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or a confidence is not from 0 to 1.</exception>
    public static LogitScaling? Fit(IReadOnlyList<double> confidences, IReadOnlyList<bool> areRight)
    {
        if (confidences.Count != areRight.Count)
        {
            throw new ArgumentException($"There are {confidences.Count} confidences and {areRight.Count} outcomes.", nameof(areRight));
        }

        double[] logits = [.. confidences.Select(Logit)];
        if (logits.Length == 0 || Array.TrueForAll(logits, logit => logit == logits[0]))
        {
            return null;
        }

        var right = areRight.Count(isRight => isRight);
        var (high, low) = ((right + 1.0) / (right + 2.0), 1 / (areRight.Count - right + 2.0));
        return Minimise(logits, [.. areRight.Select(isRight => isRight ? high : low)]);
    }

    /// <summary>The confidence that it stands for.</summary>
    /// <exception cref="ArgumentException">It is not from 0 to 1.</exception>
    public double Apply(double confidence) => 1 / (1 + Math.Exp(-(Slope * Logit(confidence)) - Intercept));

    // Newton's method; the loss is convex, and halving a step that does not lower it keeps it from running away.
    private static LogitScaling Minimise(double[] logits, double[] targets)
    {
        var at = new LogitScaling(0, 0);
        var loss = at.LossOf(logits, targets);
        for (var step = 0; step < MostSteps; step++)
        {
            var (slope, intercept) = at.NewtonStep(logits, targets);
            var scale = 1.0;
            var next = at.Minus(slope, intercept);
            var reached = next.LossOf(logits, targets);
            while (reached > loss && scale > 1e-10)
            {
                scale /= 2;
                next = at.Minus(scale * slope, scale * intercept);
                reached = next.LossOf(logits, targets);
            }

            if (reached > loss || Math.Abs(slope) + Math.Abs(intercept) < 1e-12 * (1 + Math.Abs(at.Slope) + Math.Abs(at.Intercept)))
            {
                break;
            }

            (at, loss) = (next, reached);
        }

        return at;
    }

    private LogitScaling Minus(double slope, double intercept) => new(Slope - slope, Intercept - intercept);

    private (double Slope, double Intercept) NewtonStep(double[] logits, double[] targets)
    {
        double g0 = 0, g1 = 0, h00 = 0, h01 = 0, h11 = 0;
        for (var i = 0; i < logits.Length; i++)
        {
            var probability = 1 / (1 + Math.Exp(-(Slope * logits[i]) - Intercept));
            var (miss, weight) = (probability - targets[i], probability * (1 - probability));
            g0 += miss * logits[i];
            g1 += miss;
            h00 += weight * logits[i] * logits[i];
            h01 += weight * logits[i];
            h11 += weight;
        }

        var determinant = (h00 * h11) - (h01 * h01);
        return determinant > 0 ? (((h11 * g0) - (h01 * g1)) / determinant, ((h00 * g1) - (h01 * g0)) / determinant) : (0, 0);
    }

    private double LossOf(double[] logits, double[] targets)
    {
        var loss = 0.0;
        for (var i = 0; i < logits.Length; i++)
        {
            var f = (Slope * logits[i]) + Intercept;
            loss += Math.Max(f, 0) + Math.Log(1 + Math.Exp(-Math.Abs(f))) - (targets[i] * f);
        }

        return loss;
    }

    private static double Logit(double confidence)
    {
        if (!(confidence is >= 0 and <= 1))
        {
            throw new ArgumentException($"The confidence {confidence} is not from 0 to 1.", nameof(confidence));
        }

        var cut = Math.Clamp(confidence, Cut, 1 - Cut);
        return Math.Log(cut / (1 - cut));
    }
}
