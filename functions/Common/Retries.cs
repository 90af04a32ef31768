using Microsoft.DurableTask;
using Winnow.Core.Errors;

namespace Winnow.Functions.Common;

/// <summary>How activities are tried again.</summary>
public static class Retries
{
    /// <summary>Ten tries over about four minutes: storage that is away for a while does not fail a run. What the user must mend is not retried.</summary>
    public static TaskOptions Standard { get; } = TaskOptions.FromRetryPolicy(
        new RetryPolicy(10, TimeSpan.FromSeconds(1), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromSeconds(60))
        {
            HandleFailure = failure => !failure.IsCausedBy<WinnowException>(),
        });
}
