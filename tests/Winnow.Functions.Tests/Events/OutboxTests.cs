using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Winnow.Core.Events;
using Winnow.Functions.Events;
using Winnow.Storage;
using Winnow.TestSupport;

namespace Winnow.Functions.Tests.Events;

/// <summary>Every point between work and event at which something may crash.</summary>
public sealed class OutboxTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static readonly DateTimeOffset s_at = new(2026, 11, 24, 1, 2, 3, TimeSpan.Zero);
    private readonly RecordingTopic _topic = new();
    private OutboxTable _outbox = null!;

    public async Task InitializeAsync()
    {
        _outbox = new OutboxTable(new StorageClients(azurite.ConnectionString));
        foreach (var left in await PendingAsync())
            await _outbox.RemoveAsync(left, default);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task TellEvent_Twice_WritesOneRow()
    {
        var activities = new EventActivities(_outbox, NewSender());

        await activities.TellEvent(Fact(1), default);
        await activities.TellEvent(Fact(1), default);

        Assert.Equal([CloudEvents.From(Fact(1))], await PendingAsync());
    }

    [Fact]
    public async Task TellEvent_WithoutATopic_WritesNothing()
    {
        using var sender = new EventSender(_outbox, NullLogger<EventSender>.Instance, TimeProvider.System);

        await new EventActivities(_outbox, sender).TellEvent(Fact(1), default);

        Assert.False(sender.IsOn);
        Assert.Empty(await PendingAsync());
    }

    [Fact]
    public async Task SendPending_SeveralEvents_SendsThemInTheirOrderAndForgetsThem()
    {
        foreach (var number in new[] { 3, 1, 12, 2 })
            await _outbox.AddAsync(CloudEvents.From(Fact(number)), default);

        Assert.Equal(4, await NewSender().SendPendingAsync(default));

        Assert.Equal(["labellings/1", "labellings/2", "labellings/3", "labellings/12"], _topic.Events.Select(SubjectOf));
        Assert.Empty(await PendingAsync());
        Assert.Equal(0, await NewSender().SendPendingAsync(default));
    }

    [Fact]
    public async Task SendPending_BrokerIsAway_KeepsEverything()
    {
        await _outbox.AddAsync(CloudEvents.From(Fact(1)), default);
        _topic.IsAway = true;

        await Assert.ThrowsAsync<IOException>(() => NewSender().SendPendingAsync(default));

        Assert.Single(await PendingAsync());
        Assert.Empty(_topic.Events);
    }

    [Fact]
    public async Task SendPending_CrashAfterTheBrokerTookIt_SubscribersGetItOnce()
    {
        await _outbox.AddAsync(CloudEvents.From(Fact(1)), default);
        _topic.LosesAnswers = true;
        await Assert.ThrowsAsync<IOException>(() => NewSender().SendPendingAsync(default));
        _topic.LosesAnswers = false;

        await NewSender().SendPendingAsync(default);

        Assert.Equal(2, _topic.Sends);
        Assert.Single(_topic.Events);
        Assert.Empty(await PendingAsync());
    }

    [Fact]
    public async Task TellEvent_RepeatedAfterItsEventWasSent_SubscribersGetItOnce()
    {
        var activities = new EventActivities(_outbox, NewSender());
        await activities.TellEvent(Fact(1), default);
        await NewSender().SendPendingAsync(default);

        // The process ended before the task hub noted that the activity had ended.
        await activities.TellEvent(Fact(1), default);
        await NewSender().SendPendingAsync(default);

        Assert.Single(_topic.Events);
    }

    [Fact]
    public async Task TwoSenders_AtOnce_SubscribersGetEveryEventOnce()
    {
        foreach (var number in Enumerable.Range(0, 20))
            await _outbox.AddAsync(CloudEvents.From(Fact(number)), default);

        await Task.WhenAll(NewSender().SendPendingAsync(default), NewSender().SendPendingAsync(default));

        Assert.Equal(20, _topic.Events.Count);
        Assert.Empty(await PendingAsync());
    }

    [Fact]
    public async Task RunningSender_SendsWhatACrashLeftAndWhatIsTold_OnceTheBrokerIsBack()
    {
        await _outbox.AddAsync(CloudEvents.From(Fact(1)), default);
        _topic.IsAway = true;
        using var sender = NewSender();
        await sender.StartAsync(default);
        await new EventActivities(_outbox, sender).TellEvent(Fact(2), default);
        _topic.IsAway = false;

        while (_topic.Events.Count < 2 || (await PendingAsync()).Count > 0)
            await Task.Delay(100);
        await sender.StopAsync(default);

        Assert.Equal(["labellings/1", "labellings/2"], _topic.Events.Select(SubjectOf));
    }

    private EventSender NewSender() => new(_outbox, NullLogger<EventSender>.Instance, TimeProvider.System, _topic);

    private async Task<List<OutboxEvent>> PendingAsync() => await _outbox.ListAsync(default).ToListAsync();

    private static EventFact Fact(int number) => new(
        EventTypes.LabelsCreated, "d", $"labellings/{number}", s_at.AddSeconds(number), "c", JsonSerializer.SerializeToElement(new { number }));

    private static string? SubjectOf(OutboxEvent happened) => JsonDocument.Parse(happened.Body).RootElement.GetProperty("subject").GetString();
}
