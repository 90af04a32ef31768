using System.Globalization;

namespace Winnow.Cli.Demo;

/// <summary>Holds what came out of the demo against what went in.</summary>
public static class DemoChecks
{
    private const double FoundShare = 0.4;

    /// <summary>Everything that is not as it ought to be; empty when all is well.</summary>
    public static IEnumerable<string> Find(DemoDataset input, DatasetSummary output) => FindInCounts(input, output).Concat(FindInGates(input, output)).Concat(FindInFailures(input, output));

    private static IEnumerable<string> FindInGates(DemoDataset input, DatasetSummary output) => input.Gates
        .Where(gate => output.Evaluation.Gates.FirstOrDefault(outcome => outcome.Rule == gate.Rule)?.HasPassed != gate.Passes)
        .Select(gate => $"{input.Name}: the gate '{gate.Rule}' ought to {(gate.Passes ? "pass" : "fail")}.");

    // What was planted must be found: every leak, a weak slice in the dark, and a good part of the wrong annotations.
    private static IEnumerable<string> FindInFailures(DemoDataset input, DatasetSummary output)
    {
        if (input.Planted is not { } planted || output.Evaluation.Failures is not { } found)
        {
            yield break;
        }

        foreach (var leak in planted.Leaks.Where(leak => !found.Leaks.Any(group => group.Contains(leak.Name) && group.Contains(leak.Original))))
        {
            yield return $"{input.Name}: {leak.Name} is a copy of {leak.Original}, which was not found.";
        }

        if (!found.Slices.Any(slice => slice.Contains("dark", StringComparison.Ordinal)))
        {
            yield return $"{input.Name}: dark images are not among the weak slices.";
        }

        var suspects = planted.WrongAnnotations.Count(wrong => found.Suspects.Contains(wrong.Name));
        if (suspects < planted.WrongAnnotations.Count * FoundShare)
        {
            yield return $"{input.Name}: {suspects} of {planted.WrongAnnotations.Count} wrong annotations are among the suspects.";
        }
    }

    private static IEnumerable<string> FindInCounts(DemoDataset input, DatasetSummary output)
    {
        var sum = output.Items + output.Duplicates + output.Quarantined.Count + output.AnnotationFiles;
        if (sum != output.Dropped)
        {
            yield return $"{input.Name}: {output.Items} items + {output.Duplicates} duplicates + {output.Quarantined.Count} quarantined + {output.AnnotationFiles} annotation files = {sum}, but {output.Dropped} were dropped.";
        }

        if (output.Items != input.Items)
        {
            yield return $"{input.Name}: {output.Items} items, expected {input.Items}.";
        }

        foreach (var bad in input.Bad.Where(bad => !output.Quarantined.Any(entry => entry.Name.StartsWith(bad, StringComparison.Ordinal))))
        {
            yield return $"{input.Name}: {bad} is not in quarantine.";
        }

        if (output.Labelled != output.Items)
        {
            yield return $"{input.Name}: {output.Labelled} of {output.Items} items were labelled.";
        }

        if (output.Evaluation.Items != input.Scored)
        {
            yield return $"{input.Name}: {output.Evaluation.Items} of {input.Scored} annotated items were scored.";
        }

        if (output.Items > input.Annotated && output.PseudoLabels is 0)
        {
            yield return $"{input.Name}: {output.Items - input.Annotated} items have no annotation, and none of them got a pseudo-label.";
        }

        if (!output.Evaluation.Metrics.TryGetValue(input.Bound.Metric, out var value) || value < input.Bound.Minimum || value > input.Bound.Maximum)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{input.Name}: {input.Bound.Metric} is {value}, expected {input.Bound.Minimum} to {input.Bound.Maximum}.");
        }
    }
}
