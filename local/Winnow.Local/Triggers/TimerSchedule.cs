using System.Globalization;
using NCrontab;

namespace Winnow.Local.Triggers;

/// <summary>When a timer fires: an NCRONTAB expression (six fields with seconds, or five), or a constant interval. All times are UTC.</summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule? _cron;
    private readonly TimeSpan _interval;

    private TimerSchedule(CrontabSchedule? cron, TimeSpan interval)
    {
        _cron = cron;
        _interval = interval;
    }

    /// <exception cref="FormatException">The expression is neither NCRONTAB nor a positive time span.</exception>
    public static TimerSchedule Parse(string expression)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length;
        var options = new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 };
        if (fields is 5 or 6 && CrontabSchedule.TryParse(expression, options) is { } cron)
            return new TimerSchedule(cron, default);
        if (TimeSpan.TryParse(expression, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero)
            return new TimerSchedule(null, interval);
        throw new FormatException(
            $"the schedule '{expression}' is neither an NCRONTAB expression such as '0 */5 * * * *' (second minute hour day month weekday) nor a time span such as '00:05:00'");
    }

    /// <summary>The first occurrence after a moment.</summary>
    public DateTimeOffset Next(DateTimeOffset after) =>
        _cron is null ? after + _interval : new DateTimeOffset(_cron.GetNextOccurrence(after.UtcDateTime), TimeSpan.Zero);

    /// <summary>Whether it fires more than once a minute: such timers are not monitored, as in Azure.</summary>
    public bool IsFrequent(DateTimeOffset now)
    {
        var first = Next(now);
        return Next(first) - first < TimeSpan.FromMinutes(1);
    }
}
