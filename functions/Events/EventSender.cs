using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Winnow.Core.Events;

namespace Winnow.Functions.Events;

/// <summary>Sends what is in the outbox, oldest first, and deletes what the broker has taken; a broker that is away delays events and nothing else.</summary>
/// <remarks>
/// A crash between sending and deleting sends an event again, under the same message id: duplicate detection drops it, and receivers know it by its id.
/// Several instances of the app may send at the same time, with the same effect.
/// </remarks>
public sealed partial class EventSender(IOutbox outbox, ILogger<EventSender> logger, TimeProvider time, IEventTopic? topic = null) : BackgroundService
{
    private static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(30);

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Whether there is a topic to send to.</summary>
    public bool IsOn => topic is not null;

    /// <summary>Says that there is something to send; returns at once.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Sends everything that is pending.</summary>
    /// <returns>How many events were sent.</returns>
    public async Task<int> SendPendingAsync(CancellationToken cancellationToken)
    {
        if (topic is null)
            return 0;
        await _one.WaitAsync(cancellationToken);
        try
        {
            var sent = 0;
            await foreach (var happened in outbox.ListAsync(cancellationToken))
            {
                await topic.SendAsync(happened, cancellationToken);
                await outbox.RemoveAsync(happened, cancellationToken);
                sent++;
            }

            return sent;
        }
        finally
        {
            _one.Release();
        }
    }

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!IsOn)
        {
            LogOff();
            return;
        }

        // What an earlier process left behind goes first.
        Wake();
        var pause = s_firstPause;
        while (await _wake.Reader.WaitToReadAsync(stoppingToken))
        {
            _wake.Reader.TryRead(out _);
            try
            {
                await SendPendingAsync(stoppingToken);
                pause = s_firstPause;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogDelayed(fault, pause.TotalSeconds);
                await Task.Delay(pause, time, stoppingToken);
                pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause;
                Wake();
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Events are off: there is no setting 'ServiceBus'")]
    private partial void LogOff();

    [LoggerMessage(LogLevel.Warning, "Events cannot be sent now; they wait in the outbox and are tried again in {Seconds} s")]
    private partial void LogDelayed(Exception fault, double seconds);
}
