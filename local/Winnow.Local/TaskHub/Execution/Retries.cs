using Microsoft.DurableTask;
using Winnow.Local.TaskHub.History;

namespace Winnow.Local.TaskHub.Execution;

/// <summary>Repeats a failing task as its options say; the pauses are durable timers.</summary>
internal static class Retries
{
    public static Task<T> RunAsync<T>(TaskOrchestrationContext context, TaskRetryOptions? options, Func<Task<T>> attempt) => options switch
    {
        { Policy: { } policy } => RunAsync(context, policy, attempt),
        { Handler: { } handler } => RunAsync(context, handler, attempt),
        _ => attempt(),
    };

    /// <summary>The pause after the failed attempt of that number, from 1.</summary>
    public static TimeSpan DelayAfter(RetryPolicy policy, int attemptNumber)
    {
        var milliseconds = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, attemptNumber - 1);
        return policy.MaxRetryInterval != Timeout.InfiniteTimeSpan && milliseconds >= policy.MaxRetryInterval.TotalMilliseconds
            ? policy.MaxRetryInterval
            : TimeSpan.FromMilliseconds(milliseconds);
    }

    private static async Task<T> RunAsync<T>(TaskOrchestrationContext context, RetryPolicy policy, Func<Task<T>> attempt)
    {
        var started = context.CurrentUtcDateTime;
        for (var number = 1; ; number++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException failed) when (MayRetry(failed.FailureDetails, number))
            {
                await context.CreateTimer(DelayAfter(policy, number), CancellationToken.None);
            }
        }

        bool MayRetry(TaskFailureDetails failure, int number) =>
            number < policy.MaxNumberOfAttempts
            && !Failures.IsPermanent(failure)
            && (policy.RetryTimeout == Timeout.InfiniteTimeSpan || context.CurrentUtcDateTime < started + policy.RetryTimeout)
            && policy.ShouldRetry(failure);
    }

    private static async Task<T> RunAsync<T>(TaskOrchestrationContext context, AsyncRetryHandler handler, Func<Task<T>> attempt)
    {
        var started = context.CurrentUtcDateTime;
        for (var number = 1; ; number++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException failed) when (!Failures.IsPermanent(failed.FailureDetails))
            {
                var facts = new RetryContext(
                    context, number, failed.FailureDetails, context.CurrentUtcDateTime - started, CancellationToken.None);
                if (!await handler(facts))
                {
                    throw;
                }
            }
        }
    }
}
