using Winnow.JavaScript;

namespace Winnow.Local.Tests.Queues;

/// <summary>What Azure's JavaScript client does with messages that it has received.</summary>
public sealed class SettleTests(QueueServerFixture endpoint) : IClassFixture<QueueServerFixture>
{
    [Fact]
    public async Task Settle_EveryWay_DoesWhatItSays()
    {
        var result = await ServiceBusScript.RunAsync("settle.everyWay", new { endpoint.ConnectionString, queue = "a" });

        var again = Assert.Single(result.GetProperty("again").EnumerateArray());
        Assert.Equal(("abandon", 1, "\"not now\"", "1"), (again.Text("body"), again.Number("deliveryCount"), again.Property("why"), again.Property("times")));
        var deferred = Assert.Single(result.GetProperty("deferred").EnumerateArray());
        Assert.Equal(("defer", "deferred", "\"later\""), (deferred.Text("body"), deferred.Text("state"), deferred.Property("until")));
        var dead = Assert.Single(result.GetProperty("dead").EnumerateArray());
        Assert.Equal(
            ("dead-letter", "Reason", "Description", "a", "5"),
            (dead.Text("body"), dead.Text("deadLetterReason"), dead.Text("deadLetterErrorDescription"), dead.Text("deadLetterSource"), dead.Property("extra")));
        Assert.Contains("holds dead letters already", result.GetProperty("deadTwice").Text("message"));
        Assert.Equal((0, 1), (result.Number("left"), result.Number("leftDead")));
    }

    [Fact]
    public async Task Defer_MessageTakenAgain_StaysDeferredUntilItIsSettled()
    {
        var result = await ServiceBusScript.RunAsync("settle.deferred", new { endpoint.ConnectionString, queue = "b" });

        Assert.Equal("one", result.GetProperty("again").Text("body"));
        Assert.Equal("MessageNotFound", result.GetProperty("whileLocked").Text("code"));
        Assert.Equal(0, result.Number("inQueue"));
        Assert.Equal(1, result.GetProperty("third").Number("deliveryCount"));
        Assert.Equal("two", result.GetProperty("gone").Text("body"));
        Assert.Equal("MessageNotFound", result.GetProperty("unknown").Text("code"));
        Assert.Equal("late", Assert.Single(result.GetProperty("dead").EnumerateArray()).Text("deadLetterReason"));
    }

    [Fact]
    public async Task Abandon_AsOftenAsIsAllowed_MakesADeadLetter()
    {
        var result = await ServiceBusScript.RunAsync("settle.maxDeliveryCount", new { endpoint.ConnectionString, queue = "three-deliveries" });

        Assert.Equal([0, 1, 2], result.GetProperty("counts").EnumerateArray().Select(count => count.GetInt32()));
        var dead = Assert.Single(result.GetProperty("dead").EnumerateArray());
        Assert.Equal(("poison", "MaxDeliveryCountExceeded"), (dead.Text("body"), dead.Text("deadLetterReason")));
        Assert.Contains("3 delivery attempts", dead.Text("deadLetterErrorDescription"));
    }

    [Fact]
    public async Task Lock_RenewedOutlastsItsTime_ElseIsLostAndTheMessageComesBack()
    {
        var result = await ServiceBusScript.RunAsync(
            "settle.locks", new { endpoint.ConnectionString, queue = "short-locks", lockMilliseconds = QueueServerFixture.LockSeconds * 1000 });

        Assert.True(result.GetProperty("later").GetBoolean());
        Assert.Equal(("lost", 1), (result.GetProperty("again").Text("body"), result.GetProperty("again").Number("deliveryCount")));
        Assert.All(result.GetProperty("errors").EnumerateArray(), error => Assert.Equal("MessageLockLost", error.Text("code")));
        Assert.Equal(0, result.Number("left"));
    }

    [Fact]
    public async Task ReceiveAndDelete_LeavesOnlyWhatWasNotReceived()
    {
        var result = await ServiceBusScript.RunAsync("settle.receiveAndDelete", new { endpoint.ConnectionString, queue = "c" });

        Assert.Equal(["a", "b"], result.GetProperty("two").Bodies());
        Assert.Equal(["c"], result.GetProperty("left").Bodies());
    }
}
