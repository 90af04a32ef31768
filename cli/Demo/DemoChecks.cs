using System.Globalization;

namespace Winnow.Cli.Demo;

/// <summary>Holds what came out of the demo against what went in.</summary>
public static class DemoChecks
{
    /// <summary>Everything that is not as it ought to be; empty when all is well.</summary>
    public static IEnumerable<string> Find(DemoDataset input, DatasetSummary output)
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
