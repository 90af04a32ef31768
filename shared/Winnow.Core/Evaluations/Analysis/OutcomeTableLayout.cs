using Winnow.Core.Models;

namespace Winnow.Core.Evaluations.Analysis;

/// <summary>Which columns a table of results has, and how many of the items.</summary>
public sealed record OutcomeTableLayout
{
    /// <summary>The task's parts.</summary>
    public required IReadOnlyList<string> Parts { get; init; }

    /// <summary>Facts that are words.</summary>
    public required IReadOnlyList<string> Attributes { get; init; }

    /// <summary>Facts that are numbers.</summary>
    public required IReadOnlyList<string> Numbers { get; init; }

    /// <summary>The attribute whose equal values make a group; null: every item stands alone.</summary>
    public string? GroupBy { get; init; }

    /// <summary>Whether truth and answer are classes.</summary>
    public bool KeepsClasses { get; init; }

    /// <summary>Classes whose probabilities are kept.</summary>
    public IReadOnlyList<string> ProbabilityClasses { get; init; } = [];

    /// <summary>Share of the items that is taken, by the hash of their content; 1: all.</summary>
    public double Share { get; init; } = 1;

    /// <summary>The layout for the results of a run.</summary>
    /// <param name="spec">What was evaluated.</param>
    /// <param name="numbers">Its merged numbers.</param>
    /// <param name="maxItems">Most items of the table.</param>
    public static OutcomeTableLayout Of(EvaluationSpec spec, EvaluationAccumulator numbers, long maxItems)
    {
        var items = Math.Max(1, numbers.Items);
        var share = Math.Min(1, (double)maxItems / items);
        var classes = numbers.Task.KeptClasses;
        return new()
        {
            Parts = numbers.Task.PartNames,
            Attributes = [.. numbers.AttributeNames.Where(name => spec.SliceBy?.Contains(name) ?? true)],
            Numbers = [.. numbers.NumberNames.Where(name => spec.SliceBy?.Contains(name) ?? true)],
            GroupBy = spec.GroupBy,
            KeepsClasses = spec.Task is ModelTask.Classification or ModelTask.Sequence,
            ProbabilityClasses = classes.Count * share * items <= OutcomeTable.MaxProbabilities ? classes : [],
            Share = share,
        };
    }
}
