using System.Globalization;
using Winnow.Core.Labels;
using Winnow.Core.Models;

namespace Winnow.Inference.Internal;

/// <summary>Compares what a model says of the sample of its card with what the card expects.</summary>
internal static class SampleComparison
{
    /// <summary>A box is found when one of the model's covers it with this intersection over union.</summary>
    private const double LeastOverlap = 0.5;

    public static IReadOnlyList<string> Compare(ModelSample sample, InferenceResult result)
    {
        if (result.Error is { } error) return [$"the sample '{sample.Input}' failed: {error}"];
        var differences = new List<string>();
        var (expected, said) = (sample.Expected, result.Detail ?? new());
        Texts(differences, "label", sample.Label, result.Label);
        Texts(differences, "text", sample.Text, result.Text);
        Texts(differences, "labels", Join(expected.Labels?.Order(StringComparer.Ordinal)), Join(said.Labels?.Order(StringComparer.Ordinal)));
        Texts(differences, "tags", Join(expected.Tags), Join(said.Tags));
        if (sample.Confidence is { } confidence && !(Math.Abs(confidence - (result.Confidence ?? double.NaN)) <= sample.Tolerance))
            differences.Add(FormattableString.Invariant($"confidence is {result.Confidence}, the card expects {confidence} ± {sample.Tolerance}"));
        if (expected.Vector is { } vector) Vectors(differences, vector, said.Vector ?? [], sample.Tolerance);
        if (expected.Objects is { } objects) Objects(differences, objects, said.Objects ?? []);
        return differences;
    }

    private static void Texts(List<string> differences, string what, string? expected, string? said)
    {
        if (expected is not null && expected != said) differences.Add($"{what} is '{said}', the card expects '{expected}'");
    }

    /// <summary>A card may give the first elements only.</summary>
    private static void Vectors(List<string> differences, IReadOnlyList<float> expected, IReadOnlyList<float> said, double tolerance)
    {
        if (said.Count < expected.Count)
        {
            differences.Add($"the vector has {said.Count} elements, the card expects {expected.Count} at least");
            return;
        }

        for (var i = 0; i < expected.Count; i++)
        {
            if (!(Math.Abs(expected[i] - said[i]) <= tolerance))
                differences.Add(FormattableString.Invariant($"element {i} of the vector is {said[i]}, the card expects {expected[i]} ± {tolerance}"));
        }
    }

    private static void Objects(List<string> differences, IReadOnlyList<LabelledObject> expected, IReadOnlyList<LabelledObject> said)
    {
        if (expected.Count != said.Count) differences.Add($"there are {said.Count} objects, the card expects {expected.Count}");
        foreach (var wanted in expected)
        {
            if (!said.Any(found => found.Label == wanted.Label && Overlap(found.Box, wanted.Box) >= LeastOverlap && (wanted.Text is null || wanted.Text == found.Text)))
                differences.Add($"no object is {Describe(wanted)}");
        }
    }

    private static double Overlap(Box a, Box b)
    {
        var width = Math.Min(a.X + a.Width, b.X + b.Width) - Math.Max(a.X, b.X);
        var height = Math.Min(a.Y + a.Height, b.Y + b.Height) - Math.Max(a.Y, b.Y);
        return width <= 0 || height <= 0 ? 0 : width * height / (a.Area + b.Area - (width * height));
    }

    private static string Describe(LabelledObject wanted)
    {
        var box = string.Create(CultureInfo.InvariantCulture, $"[{wanted.Box.X}, {wanted.Box.Y}, {wanted.Box.Width}, {wanted.Box.Height}]");
        return $"'{wanted.Label}' at {box}{(wanted.Text is null ? "" : $" with the text '{wanted.Text}'")}";
    }

    private static string? Join(IEnumerable<string>? names) => names is null ? null : string.Join(", ", names);
}
