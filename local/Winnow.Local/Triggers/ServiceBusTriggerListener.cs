using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Winnow.Local.Hosting.Internal;

namespace Winnow.Local.Triggers;

/// <summary>Runs one function for the messages of a queue or subscription.</summary>
/// <remarks>
/// Locks are renewed while the function runs. A message is completed when the function returns, unless the function settles it or the trigger
/// says otherwise, and abandoned when it throws: how often it is delivered again, and when it is dead-lettered, is the broker's.
/// </remarks>
internal sealed partial class ServiceBusTriggerListener
{
    private static readonly TimeSpan s_wait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly LocalFunction _function;
    private readonly ServiceBusTriggerAttribute _trigger;
    private readonly string _connectionString;
    private readonly ServiceBusTriggerSettings _settings;
    private readonly FunctionRunner _runner;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly bool _completes;
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private bool _isReachable = true;

    public ServiceBusTriggerListener(
        LocalFunction function, string connectionString, ServiceBusTriggerSettings settings, FunctionRunner runner, TimeProvider time, ILogger logger)
    {
        _function = function;
        _trigger = (ServiceBusTriggerAttribute)function.Trigger;
        _connectionString = connectionString;
        _settings = settings;
        _runner = runner;
        _time = time;
        _logger = logger;
        _completes = _trigger.AutoComplete ?? settings.AutoCompleteMessages;
    }

    /// <summary>Receives until the host stops, then waits for the invocations that run.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var client = new ServiceBusClient(_connectionString, Options());
        await using var receiver = CreateReceiver(client);
        using var slots = new SemaphoreSlim(_trigger.IsBatched ? 1 : _settings.MaxConcurrentCalls);
        while (!cancellationToken.IsCancellationRequested)
        {
            var free = await TakeAsync(slots, cancellationToken);
            var messages = await TryReceiveAsync(receiver, _trigger.IsBatched ? _settings.MaxMessageBatchSize : free, cancellationToken);
            var batches = _trigger.IsBatched && messages.Count > 0 ? [messages] : messages.Select(message => (IReadOnlyList<ServiceBusReceivedMessage>)[message]).ToList();
            if (free > batches.Count)
                slots.Release(free - batches.Count);
            foreach (var batch in batches)
                Start(receiver, batch, slots, cancellationToken);
        }
        await Task.WhenAll(_running.Keys);
    }

    private ServiceBusReceiver CreateReceiver(ServiceBusClient client)
    {
        var options = new ServiceBusReceiverOptions { PrefetchCount = _settings.PrefetchCount };
        return _trigger.QueueName is { } queue
            ? client.CreateReceiver(queue, options)
            : client.CreateReceiver(_trigger.TopicName!, _trigger.SubscriptionName!, options);
    }

    // An endpoint that is away is told soon, and tried for ever by the loop.
    private static ServiceBusClientOptions Options() =>
        new() { RetryOptions = new ServiceBusRetryOptions { Delay = TimeSpan.FromSeconds(0.2), MaxDelay = TimeSpan.FromSeconds(5) } };

    /// <summary>Waits for a slot, and takes all that are free.</summary>
    /// <returns>None when the host stops.</returns>
    private static async Task<int> TakeAsync(SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        try
        {
            await slots.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
        var taken = 1;
        while (await slots.WaitAsync(0, CancellationToken.None))
            taken++;
        return taken;
    }

    private async Task<IReadOnlyList<ServiceBusReceivedMessage>> TryReceiveAsync(ServiceBusReceiver receiver, int count, CancellationToken cancellationToken)
    {
        if (count == 0)
            return [];
        try
        {
            var messages = await receiver.ReceiveMessagesAsync(count, _isReachable ? s_wait : s_pause, cancellationToken);
            if (!_isReachable)
                LogReachable(_logger, _function.Name, _trigger.EntityPath);
            _isReachable = true;
            return messages;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return [];
        }
#pragma warning disable CA1031 // An endpoint that is away, or a queue that is not there yet, never ends the trigger: it is logged and waited for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (_isReachable)
                LogUnreachable(_logger, _function.Name, _trigger.EntityPath, exception.Message);
            _isReachable = false;
            await Task.Delay(s_pause, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return [];
        }
    }

    private void Start(ServiceBusReceiver receiver, IReadOnlyList<ServiceBusReceivedMessage> messages, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        var running = Task.Run(
            async () =>
            {
                try
                {
                    await ProcessAsync(receiver, messages, cancellationToken);
                }
                finally
                {
                    slots.Release();
                }
            },
            CancellationToken.None);
        _running[running] = true;
        _ = running.ContinueWith(ended => _running.TryRemove(ended, out _), TaskScheduler.Default);
    }

    private async Task ProcessAsync(ServiceBusReceiver receiver, IReadOnlyList<ServiceBusReceivedMessage> messages, CancellationToken cancellationToken)
    {
        var actions = new ServiceBusMessageActions(receiver);
        var hasSucceeded = await RunAsync(receiver, messages, actions, cancellationToken);
        foreach (var message in messages)
        {
            if (actions.IsSettled(message) || (hasSucceeded && !_completes))
                continue;
            await SettleAsync(receiver, message, hasSucceeded);
        }
    }

    private async Task<bool> RunAsync(
        ServiceBusReceiver receiver, IReadOnlyList<ServiceBusReceivedMessage> messages, ServiceBusMessageActions actions, CancellationToken cancellationToken)
    {
        using var ended = new CancellationTokenSource();
        var renewals = messages.Select(message => RenewAsync(receiver, message, actions, ended.Token)).ToList();
        try
        {
            await _runner.RunAsync(_function, (type, _) => new ValueTask<object?>(Bind(type, messages, actions)), null, cancellationToken);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops: the message is delivered again after the next start.
            return false;
        }
#pragma warning disable CA1031 // Whatever the function throws is logged, and gives its messages back.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(_logger, exception, _function.Name, messages[0].MessageId, messages[0].DeliveryCount);
            return false;
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(renewals);
        }
    }

    private async Task SettleAsync(ServiceBusReceiver receiver, ServiceBusReceivedMessage message, bool completes)
    {
        try
        {
            if (completes)
                await receiver.CompleteMessageAsync(message, CancellationToken.None);
            else
                await receiver.AbandonMessageAsync(message, cancellationToken: CancellationToken.None);
        }
#pragma warning disable CA1031 // A message that cannot be settled is delivered again when its lock ends.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotSettled(_logger, _function.Name, message.MessageId, completes ? "complete" : "abandon", exception.Message);
        }
    }

    private async Task RenewAsync(
        ServiceBusReceiver receiver, ServiceBusReceivedMessage message, ServiceBusMessageActions actions, CancellationToken cancellationToken)
    {
        var until = _time.GetUtcNow() + _settings.Renewal;
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(UntilRenewal(message), _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested || _time.GetUtcNow() >= until || actions.IsSettled(message))
                return;
            try
            {
                await receiver.RenewMessageLockAsync(message, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The function goes on without its lock; what it did may be done again.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                if (!actions.IsSettled(message))
                    LogNotRenewed(_logger, _function.Name, message.MessageId, exception.Message);
                return;
            }
        }
    }

    /// <summary>As the official processor: ten seconds before the end of the lock, or at half of what is left of a short one.</summary>
    private TimeSpan UntilRenewal(ServiceBusReceivedMessage message)
    {
        var left = message.LockedUntil - _time.GetUtcNow();
        if (left < TimeSpan.FromMilliseconds(400))
            return TimeSpan.Zero;
        var early = TimeSpan.FromSeconds(Math.Min(left.TotalSeconds / 2, 10));
        return left - early;
    }

    private static object Bind(Type type, IReadOnlyList<ServiceBusReceivedMessage> messages, ServiceBusMessageActions actions)
    {
        if (type == typeof(ServiceBusMessageActions))
            return actions;
        if (!type.IsArray || type == typeof(byte[]))
            return Bind(type, messages[0]);
        var element = type.GetElementType()!;
        var values = Array.CreateInstance(element, messages.Count);
        for (var i = 0; i < messages.Count; i++)
            values.SetValue(Bind(element, messages[i]), i);
        return values;
    }

    private static object Bind(Type type, ServiceBusReceivedMessage message)
    {
        if (type == typeof(ServiceBusReceivedMessage))
            return message;
        if (type == typeof(string))
            return message.Body.ToString();
        return type == typeof(BinaryData) ? message.Body : message.Body.ToArray();
    }

    [LoggerMessage(LogLevel.Warning, "Service Bus function '{Function}' cannot receive from '{Entity}'; it keeps trying. {Reason}")]
    private static partial void LogUnreachable(ILogger logger, string function, string entity, string reason);

    [LoggerMessage(LogLevel.Information, "Service Bus function '{Function}' receives from '{Entity}' again.")]
    private static partial void LogReachable(ILogger logger, string function, string entity);

    [LoggerMessage(LogLevel.Error, "Service Bus function '{Function}' failed on message '{MessageId}', delivery {Delivery}; it is given back.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string function, string? messageId, int delivery);

    [LoggerMessage(LogLevel.Warning, "Service Bus function '{Function}' could not {Action} message '{MessageId}', which is delivered again. {Reason}")]
    private static partial void LogNotSettled(ILogger logger, string function, string? messageId, string action, string reason);

    [LoggerMessage(LogLevel.Warning, "Service Bus function '{Function}' lost the lock of message '{MessageId}' while it ran, so that another may get it. {Reason}")]
    private static partial void LogNotRenewed(ILogger logger, string function, string? messageId, string reason);
}
