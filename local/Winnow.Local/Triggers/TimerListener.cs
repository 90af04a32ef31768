using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Winnow.Local.Hosting.Internal;

namespace Winnow.Local.Triggers;

/// <summary>Runs one timer function by its schedule, never twice at a time.</summary>
internal sealed partial class TimerListener
{
    // Task.Delay takes no more than 49 days.
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromDays(1);

    private readonly LocalFunction _function;
    private readonly TimerTriggerAttribute _trigger;
    private readonly TimerSchedule _schedule;
    private readonly TriggerStore _store;
    private readonly FunctionRunner _runner;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly bool _isMonitored;

    public TimerListener(LocalFunction function, TriggerStore store, FunctionRunner runner, TimeProvider time, ILogger logger)
    {
        _function = function;
        _trigger = (TimerTriggerAttribute)function.Trigger;
        _schedule = TimerSchedule.Parse(_trigger.Schedule);
        _store = store;
        _runner = runner;
        _time = time;
        _logger = logger;
        _isMonitored = _trigger.UseMonitor && !_schedule.IsFrequent(time.GetUtcNow());
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (IsPastDue())
            await FireAsync(isPastDue: true, cancellationToken);
        else if (_trigger.RunOnStartup)
            await FireAsync(isPastDue: false, cancellationToken);
        while (!cancellationToken.IsCancellationRequested)
        {
            var next = _schedule.Next(_time.GetUtcNow());
            RememberNext(next);
            await WaitUntilAsync(next, cancellationToken);
            await FireAsync(isPastDue: false, cancellationToken);
        }
    }

    /// <summary>Whether an occurrence came by while the host was down. Computed anew, as the schedule may have changed since.</summary>
    private bool IsPastDue()
    {
        if (!_isMonitored || _store.ReadTimer(_function.Name) is not { } status)
            return false;
        var since = status.Last > status.LastUpdated ? status.Last : status.LastUpdated;
        return _schedule.Next(new DateTimeOffset(since, TimeSpan.Zero)) <= _time.GetUtcNow();
    }

    private async Task WaitUntilAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        for (var left = moment - _time.GetUtcNow(); left > TimeSpan.Zero; left = moment - _time.GetUtcNow())
            await Task.Delay(left < s_longestDelay ? left : s_longestDelay, _time, cancellationToken);
    }

    private async Task FireAsync(bool isPastDue, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var status = Status(now, _schedule.Next(now));
        try
        {
            var info = new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = _isMonitored ? _store.ReadTimer(_function.Name) ?? status : null };
            await _runner.RunAsync(_function, (_, _) => new ValueTask<object?>(info), null, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // A timer goes on after any failure of its function, which is logged here.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(_logger, exception, _function.Name);
        }
        if (_isMonitored)
            _store.WriteTimer(_function.Name, status);
    }

    private void RememberNext(DateTimeOffset next)
    {
        if (!_isMonitored)
            return;
        var status = _store.ReadTimer(_function.Name) ?? new ScheduleStatus();
        status.Next = next.UtcDateTime;
        status.LastUpdated = _time.GetUtcNow().UtcDateTime;
        _store.WriteTimer(_function.Name, status);
    }

    private ScheduleStatus Status(DateTimeOffset last, DateTimeOffset next) =>
        new() { Last = last.UtcDateTime, Next = next.UtcDateTime, LastUpdated = _time.GetUtcNow().UtcDateTime };

    [LoggerMessage(LogLevel.Error, "Timer function '{Function}' failed; it runs again at its next occurrence.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string function);
}
