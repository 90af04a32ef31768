using Winnow.Core.Labels;

namespace Winnow.Core.PseudoLabels.Internal;

/// <summary>Fits the scaling of one model.</summary>
internal static class ScalingFit
{
    /// <summary>A temperature where the model gives probabilities, else a logit scaling.</summary>
    /// <param name="model">The model, <c>name@version</c>.</param>
    /// <param name="place">Its place among the models.</param>
    /// <param name="classes">Its classes; empty when it gives no probabilities.</param>
    /// <param name="cases">Annotated items. One whose class the model does not know tells nothing about its temperature.</param>
    public static ModelScaling Of(string model, int place, IReadOnlyList<string> classes, IReadOnlyList<CalibrationCase> cases) => classes.Count > 0
        ? new() { Model = model, Temperature = TemperatureOf(place, new(classes), cases) }
        : new() { Model = model, Logit = LogitOf(place, cases) };

    private static double? TemperatureOf(int place, ClassIndex classes, IReadOnlyList<CalibrationCase> cases)
    {
        var probabilities = new List<float>();
        var truths = new List<int>();
        foreach (var one in cases)
        {
            if (one.Answers[place] is { } answer && classes.TryGetIndex(one.Truth, out var truth))
            {
                probabilities.AddRange(answer.Probabilities.Span);
                truths.Add(truth);
            }
        }

        return TemperatureScaling.Fit(probabilities.ToArray(), classes.Names.Count, truths.ToArray());
    }

    private static LogitScaling? LogitOf(int place, IReadOnlyList<CalibrationCase> cases)
    {
        CalibrationCase[] answered = [.. cases.Where(one => one.Answers[place] is not null)];
        return LogitScaling.Fit([.. answered.Select(one => one.Answers[place]!.Confidence)], [.. answered.Select(one => one.Answers[place]!.Said == one.Truth)]);
    }
}
