namespace Winnow.Core.Metrics.Classification;

/// <summary>Scores of a confusion matrix, as pure functions of its margins: the one definition that accumulators and the bootstrap share.</summary>
/// <remarks>
/// All are scikit-learn's (1.2.1) and null without items. Averages are over the classes that are true or predicted of some item (what
/// scikit-learn finds in the data); a class that a resample lacks does not count in that resample. Products of counts are computed in 128 bits.
/// </remarks>
public static class ConfusionMetrics
{
    /// <summary>Every score by its name in <see cref="ClassificationMetricNames"/>.</summary>
    public static IReadOnlyDictionary<string, Func<ConfusionMargins, double?>> All { get; } = new Dictionary<string, Func<ConfusionMargins, double?>>
    {
        [MetricNames.Accuracy] = Accuracy,
        [ClassificationMetricNames.BalancedAccuracy] = BalancedAccuracy,
        [ClassificationMetricNames.MatthewsCorrelation] = MatthewsCorrelation,
        [ClassificationMetricNames.CohenKappa] = CohenKappa,
        [ClassificationMetricNames.MacroPrecision] = margins => Average(margins, ClassRatio.Precision, Averaging.Macro),
        [ClassificationMetricNames.MacroRecall] = margins => Average(margins, ClassRatio.Recall, Averaging.Macro),
        [ClassificationMetricNames.MacroF1] = MacroF1,
        [ClassificationMetricNames.WeightedPrecision] = margins => Average(margins, ClassRatio.Precision, Averaging.Weighted),
        [ClassificationMetricNames.WeightedRecall] = margins => Average(margins, ClassRatio.Recall, Averaging.Weighted),
        [ClassificationMetricNames.WeightedF1] = margins => Average(margins, ClassRatio.F1, Averaging.Weighted),
        [ClassificationMetricNames.MicroPrecision] = margins => Average(margins, ClassRatio.Precision, Averaging.Micro),
        [ClassificationMetricNames.MicroRecall] = margins => Average(margins, ClassRatio.Recall, Averaging.Micro),
        [ClassificationMetricNames.MicroF1] = margins => Average(margins, ClassRatio.F1, Averaging.Micro),
    };

    /// <summary>Share of items that are right; 0 to 1.</summary>
    public static double? Accuracy(ConfusionMargins margins) => margins.Items == 0 ? null : (double)margins.Correct / margins.Items;

    /// <summary>Mean recall of the classes that are true of some item (<c>balanced_accuracy_score</c>, not adjusted for chance); 0 to 1.</summary>
    public static double? BalancedAccuracy(ConfusionMargins margins)
    {
        var (sum, classes) = (0.0, 0);
        foreach (var counts in margins.Classes)
        {
            sum += counts.Recall;
            classes += counts.Support > 0 ? 1 : 0;
        }

        return classes == 0 ? null : sum / classes;
    }

    /// <summary>
    /// Multi-class Matthews correlation (<c>matthews_corrcoef</c>; J. Gorodkin, 2004), −1 to 1; 0 when all items are of one class or all were
    /// predicted to be.
    /// </summary>
    public static double? MatthewsCorrelation(ConfusionMargins margins)
    {
        var (agreed, supports, predictions) = Products(margins);
        var all = Math.BigMul(margins.Items, margins.Items);
        var spread = (double)(all - supports) * (double)(all - predictions);
        var covariance = Math.BigMul(margins.Correct, margins.Items) - agreed;
        return margins.Items == 0 ? null : spread == 0 ? 0 : (double)covariance / Math.Sqrt(spread);
    }

    /// <summary>
    /// Agreement beyond chance (<c>cohen_kappa_score</c> without weights; J. Cohen, 1960), −1 to 1; null (NaN there) when chance leaves nothing to
    /// disagree about: every item is of one class and was predicted to be.
    /// </summary>
    public static double? CohenKappa(ConfusionMargins margins)
    {
        var byChance = Products(margins).Agreed;
        var room = Math.BigMul(margins.Items, margins.Items) - byChance;
        return room == 0 ? null : (double)(Math.BigMul(margins.Correct, margins.Items) - byChance) / (double)room;
    }

    /// <summary>Mean F1 of the classes; 0 to 1.</summary>
    public static double? MacroF1(ConfusionMargins margins) => Average(margins, ClassRatio.F1, Averaging.Macro);

    /// <summary>A ratio averaged over the classes that are true or predicted of some item; 0 to 1.</summary>
    public static double? Average(ConfusionMargins margins, ClassRatio ratio, Averaging averaging) =>
        margins.Items == 0 ? null : Average(margins.Classes, ratio, averaging, countAbsent: false);

    /// <summary>A ratio averaged over classes.</summary>
    /// <param name="classes">The counts of each class.</param>
    /// <param name="ratio">What is averaged.</param>
    /// <param name="averaging">How; weighted is 0 when no class has support.</param>
    /// <param name="countAbsent">Whether a class that is neither true nor predicted of any item counts, as 0, in the macro average.</param>
    /// <returns>0 to 1; null without classes.</returns>
    public static double? Average(ReadOnlySpan<ClassCounts> classes, ClassRatio ratio, Averaging averaging, bool countAbsent)
    {
        var (total, sum, weighted, counted) = (default(ClassCounts), 0.0, 0.0, 0);
        foreach (var counts in classes)
        {
            var value = counts.Get(ratio);
            total += counts;
            sum += value;
            weighted += value * counts.Support;
            counted += countAbsent || !counts.IsAbsent ? 1 : 0;
        }

        return averaging switch
        {
            _ when counted == 0 => null,
            Averaging.Macro => sum / counted,
            Averaging.Weighted => total.Support == 0 ? 0 : weighted / total.Support,
            Averaging.Micro => total.Get(ratio),
            _ => throw new ArgumentOutOfRangeException(nameof(averaging), averaging, "This average is not defined."),
        };
    }

    // Sums over classes of support × predicted, support² and predicted².
    private static (Int128 Agreed, Int128 Supports, Int128 Predictions) Products(ConfusionMargins margins)
    {
        var (agreed, supports, predictions) = (Int128.Zero, Int128.Zero, Int128.Zero);
        foreach (var (_, support, predicted) in margins.Classes)
        {
            agreed += Math.BigMul(support, predicted);
            supports += Math.BigMul(support, support);
            predictions += Math.BigMul(predicted, predicted);
        }

        return (agreed, supports, predictions);
    }
}
