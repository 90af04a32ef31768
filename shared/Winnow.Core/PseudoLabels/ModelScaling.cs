namespace Winnow.Core.PseudoLabels;

/// <summary>How the numbers of one model are made to say how often it is right.</summary>
/// <remarks>A model that gives probabilities of classes has a temperature, any other a logit scaling; with neither its numbers stay as they are.</remarks>
public sealed record ModelScaling
{
    /// <summary>The model, <c>name@version</c>.</summary>
    public required string Model { get; init; }

    /// <summary>Of <see cref="TemperatureScaling"/>; null: 1.</summary>
    public double? Temperature { get; init; }

    /// <summary>For confidences without probabilities; null: as they are.</summary>
    public LogitScaling? Logit { get; init; }

    /// <summary>The answer with calibrated numbers; null when there is none.</summary>
    public CalibratedAnswer? Apply(ModelAnswer? answer)
    {
        if (answer is null)
        {
            return null;
        }

        if (answer.Probabilities.IsEmpty)
        {
            return new(answer.Said, Logit?.Apply(answer.Confidence) ?? answer.Confidence, default);
        }

        var probabilities = Temperature is { } temperature
            ? TemperatureScaling.Apply(answer.Probabilities.Span, temperature)
            : Array.ConvertAll(answer.Probabilities.ToArray(), probability => (double)probability);
        // The answer of a model is its most probable class.
        return new(answer.Said, Temperature is null ? answer.Confidence : probabilities.Max(), probabilities);
    }
}
