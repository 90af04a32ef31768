using Winnow.Core.Evaluations;
using Winnow.Core.Metrics;
using Winnow.Core.Models;

namespace Winnow.TestSupport;

/// <summary>Specs of evaluations.</summary>
public static class SomeSpecs
{
    /// <summary>All metrics of a task, on dataset <c>d</c>, of model <c>m@1</c>, with few resamples.</summary>
    public static EvaluationSpec Of(ModelTask task, string dataset = "d") => new()
    {
        Dataset = dataset, Model = "m@1", Task = task, Metrics = MetricNames.Of(task), Resamples = 200,
    };
}
