using System.Runtime.ExceptionServices;

namespace Azure.Messaging.ServiceBus.Internal;

/// <summary>Tries an operation again when it failed for a transient reason.</summary>
internal sealed class RetryRunner(ServiceBusRetryOptions options)
{
    // So that clients that lost one server do not come back together: up to 8 % of the first delay, as in the official client.
    private const double JitterFactor = 0.08;

    public TimeSpan TryTimeout => options.TryTimeout;

    public Task<T> RunAsync<T>(string entity, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken) =>
        RunAsync(entity, options.TryTimeout, attempt, cancellationToken);

    /// <param name="entity">What the exceptions name.</param>
    /// <param name="timeout">How long a try may take.</param>
    /// <param name="attempt">One try.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ServiceBusException">The last try failed.</exception>
    public async Task<T> RunAsync<T>(string entity, TimeSpan timeout, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(timeout);
            try
            {
                return await attempt(limit.Token);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw new TaskCanceledException("The operation was cancelled.", null, cancellationToken);
            }
            catch (Exception exception)
            {
                var translated = AmqpErrors.Translate(exception, entity);
                if (translated is not ServiceBusException { IsTransient: true } || tries > options.MaxRetries)
                    ExceptionDispatchInfo.Throw(translated);
            }
            await Task.Delay(DelayAfter(tries), cancellationToken);
        }
    }

    private TimeSpan DelayAfter(int tries)
    {
        var delay = options.Mode == ServiceBusRetryMode.Fixed ? options.Delay : options.Delay * Math.Pow(2, tries);
        // A jitter needs no secret numbers.
#pragma warning disable CA5394
        delay += options.Delay * (JitterFactor * Random.Shared.NextDouble());
#pragma warning restore CA5394
        return delay < options.MaxDelay ? delay : options.MaxDelay;
    }
}
