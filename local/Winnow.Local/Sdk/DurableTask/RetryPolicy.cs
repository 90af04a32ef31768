namespace Microsoft.DurableTask;

/// <summary>A declarative retry policy: number of attempts and exponential back-off.</summary>
/// <remarks>The delay before attempt n+1 is <c>min(firstRetryInterval × backoffCoefficient^(n−1), maxRetryInterval)</c>.</remarks>
public class RetryPolicy
{
    private readonly Func<TaskFailureDetails, bool> handleFailure = _ => true;

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxNumberOfAttempts);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1.0);
        ThrowIfShorter(maxRetryInterval, firstRetryInterval, nameof(maxRetryInterval));
        ThrowIfShorter(retryTimeout, firstRetryInterval, nameof(retryTimeout));

        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? TimeSpan.FromHours(1);
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
    }

    /// <summary>Attempts in all, the first one included; at least 1.</summary>
    public int MaxNumberOfAttempts { get; }

    public TimeSpan FirstRetryInterval { get; }

    /// <summary>Factor from one delay to the next; 1 (the default) keeps it constant.</summary>
    public double BackoffCoefficient { get; }

    /// <summary>Longest delay between two attempts; default 1 hour.</summary>
    public TimeSpan MaxRetryInterval { get; }

    /// <summary>No attempt starts later than this after the first; default is no limit.</summary>
    public TimeSpan RetryTimeout { get; }

    /// <summary>Says for which failures another attempt makes sense; the limits on attempts and time come first.</summary>
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init => handleFailure = value;
    }

    internal bool ShouldRetry(TaskFailureDetails failure) => handleFailure(failure);

    private static void ThrowIfShorter(TimeSpan? value, TimeSpan minimum, string name)
    {
        if (value is { } given && given != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(given, minimum, name);
        }
    }
}
