using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Winnow.Local.Hosting;
using Winnow.Local.Triggers;

namespace Winnow.Local.Tests.Triggers;

public sealed class TimerTriggerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("winnow-timer-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 30, TimeSpan.Zero));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public sealed class Ticks
    {
        public BlockingCollection<TimerInfo> Seen { get; } = [];

        public TimerInfo Next()
        {
            Assert.True(Seen.TryTake(out var info, TimeSpan.FromSeconds(20)));
            return info;
        }
    }

    public sealed class Hourly(Ticks ticks)
    {
        [Function(nameof(Hourly))]
        public void Run([TimerTrigger("%Hourly:Schedule%")] TimerInfo timer) => ticks.Seen.Add(timer);
    }

    public sealed class AtStart(Ticks ticks)
    {
        [Function(nameof(AtStart))]
        public void Run([TimerTrigger("0 0 * * * *", RunOnStartup = true)] TimerInfo timer)
        {
            ticks.Seen.Add(timer);
            throw new InvalidOperationException("The next occurrence runs all the same.");
        }
    }

    [Fact]
    public async Task Run_TimePasses_FiresOncePerOccurrence()
    {
        var ticks = new Ticks();
        var start = _time.GetUtcNow();
        await using var host = await StartAsync<Hourly>(ticks);
        // The listener waits on the fake clock: it is moved until three occurrences have come.
        while (ticks.Seen.Count < 3)
        {
            _time.Advance(TimeSpan.FromMinutes(10));
            await Task.Delay(20);
        }

        Assert.InRange(ticks.Seen.Count, 3, (int)(_time.GetUtcNow() - start).TotalHours + 1);
        Assert.All(ticks.Seen, info => Assert.False(info.IsPastDue));
        Assert.All(ticks.Seen, info => Assert.NotNull(info.ScheduleStatus));
    }

    [Fact]
    public async Task Start_OccurrenceWasMissed_FiresPastDueOnce()
    {
        var ticks = new Ticks();
        await using (await StartAsync<Hourly>(ticks))
            await UntilAsync(() => File.Exists(Path.Combine(_folder, "triggers.db")) && HasStatus());
        _time.Advance(TimeSpan.FromHours(5));

        await using var host = await StartAsync<Hourly>(ticks);

        Assert.True(ticks.Next().IsPastDue);
        await Task.Delay(200);
        Assert.Empty(ticks.Seen);
    }

    [Fact]
    public async Task Start_RunOnStartup_FiresAndGoesOnAfterAFailure()
    {
        var ticks = new Ticks();
        await using var host = await StartAsync<AtStart>(ticks);

        Assert.False(ticks.Next().IsPastDue);
        while (ticks.Seen.Count == 0)
        {
            _time.Advance(TimeSpan.FromMinutes(30));
            await Task.Delay(20);
        }
    }

    [Theory]
    [InlineData("0 */5 * * * *", "2026-01-01T00:05:00")]
    [InlineData("*/10 * * * * *", "2026-01-01T00:00:40")]
    [InlineData("5 1 * * *", "2026-01-01T01:05:00")]
    [InlineData("00:07:00", "2026-01-01T00:07:30")]
    public void Next_Schedule_IsTheFirstOccurrenceAfter(string schedule, string expected) =>
        Assert.Equal(DateTime.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), TimerSchedule.Parse(schedule).Next(_time.GetUtcNow()).DateTime);

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
            await Task.Delay(20, limit.Token);
    }

    private bool HasStatus()
    {
        using var store = new TriggerStore(Path.Combine(_folder, "triggers.db"));
        return store.ReadTimer(nameof(Hourly)) is not null;
    }

    private Task<LocalFunctionsHost> StartAsync<T>(Ticks ticks)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Hourly:Schedule"] = "0 0 * * * *",
            ["Local:TaskHubPath"] = Path.Combine(_folder, "taskhub.db"),
            ["Logging:LogLevel:Default"] = "None",
        };
        return LocalFunctionsHost.StartAsync([typeof(T)], Compose, settings);

        void Compose(FunctionsApplicationBuilder builder)
        {
            builder.Services.AddSingleton(ticks);
            builder.Services.AddSingleton<TimeProvider>(_time);
        }
    }
}
