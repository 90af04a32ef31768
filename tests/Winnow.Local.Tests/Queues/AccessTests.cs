using System.Text.Json;
using Winnow.JavaScript;

namespace Winnow.Local.Tests.Queues;

/// <summary>Who is let in, and by which addresses.</summary>
public sealed class AccessTests(QueueServerFixture endpoint) : IClassFixture<QueueServerFixture>
{
    private const string KeyName = "RootManageSharedAccessKey";
    private const string Key = "SAS_KEY_VALUE";

    [Theory]
    [InlineData("SAS_KEY_VALUE", "WRONG", "The signature does not match")]
    [InlineData("RootManageSharedAccessKey", "Other", "The key name 'Other' is not known")]
    public async Task Connect_WrongKey_IsRefusedWithTheReason(string right, string wrong, string reason)
    {
        var connectionString = endpoint.ConnectionString.Replace($"={right};", $"={wrong};", StringComparison.Ordinal);

        var result = await ServiceBusScript.RunAsync("connections.refused", new { connectionString, queue = "a" });

        AssertRefused(result, reason);
    }

    [Fact]
    public async Task PutToken_Expired_IsRefusedWithTheReason() => await AssertTokenRefusedAsync(
        SasTokens.Sign("sb://localhost/a", DateTimeOffset.UnixEpoch.AddYears(1), KeyName, Key), "The token expired at 1971-01-01 00:00:00Z");

    [Fact]
    public async Task PutToken_ForAnotherQueue_IsRefusedWithTheReason() => await AssertTokenRefusedAsync(
        SasTokens.Sign("sb://localhost/b", DateTimeOffset.MaxValue, KeyName, Key), "The token is for 'b', not for 'sb://localhost/a'");

    [Fact]
    public async Task PutToken_OfAnotherKind_IsRefusedWithTheReason() =>
        await AssertTokenRefusedAsync("eyJhbGciOiJub25lIn0.e30.", "it takes shared access signatures");

    [Theory]
    [InlineData("sb://localhost/a")]
    [InlineData("http://other.host/A/")]
    [InlineData("amqp://localhost/")]
    public async Task PutToken_ForTheQueueOrMore_LetsTheClientSend(string resource)
    {
        await using var client = await AmqpClient.ConnectAsync(endpoint.Port, "MSSBCBS");
        var before = await client.SendAsync("a", "early");

        var reply = await client.PutTokenAsync(SasTokens.Sign(resource, DateTimeOffset.MaxValue, KeyName, Key), "sb://localhost/a");

        Assert.Equal("amqp:unauthorized-access", before);
        Assert.Equal((202, "Accepted"), reply);
        Assert.Null(await client.SendAsync("a", "late"));
    }

    [Theory]
    [InlineData("/c", "c")]
    [InlineData("amqps://some.host/c", "/c/")]
    [InlineData("C", "sb://some.host:5671/c")]
    public async Task Attach_KeyAsPassword_FindsTheQueueByEveryAddress(string target, string source)
    {
        var connect = new { port = endpoint.Port, username = KeyName, password = Key };

        var result = await ServiceBusScript.RunAsync("connections.plainAmqp", new { connect, target, source });

        Assert.Equal(["sendable", "received plain"], result.GetProperty("events").Strings());
    }

    [Fact]
    public async Task Attach_SenderToDeadLetters_IsRefused()
    {
        var connect = new { port = endpoint.Port, username = KeyName, password = Key };

        var result = await ServiceBusScript.RunAsync(
            "connections.plainAmqp", new { connect, target = "topic/subscriptions/one/$deadletterqueue", source = "a" });

        Assert.Equal(["sender_error: amqp:not-allowed"], result.GetProperty("events").Strings());
    }

    [Theory]
    [InlineData("ANONYMOUS")]
    [InlineData("MSSBCBS")]
    public async Task Send_WithoutToken_IsRefused(string mechanism)
    {
        await using var client = await AmqpClient.ConnectAsync(endpoint.Port, mechanism);

        Assert.Equal("amqp:unauthorized-access", await client.SendAsync("a", "body"));
    }

    [Fact]
    public async Task Connect_WrongPassword_IsRefused()
    {
        var connect = new { port = endpoint.Port, username = KeyName, password = "wrong" };

        var result = await ServiceBusScript.RunAsync("connections.plainAmqp", new { connect, target = "a", source = "a" });

        Assert.DoesNotContain("sendable", result.GetProperty("events").Strings());
    }

    private async Task AssertTokenRefusedAsync(string token, string reason)
    {
        await using var client = await AmqpClient.ConnectAsync(endpoint.Port, "ANONYMOUS");

        var (status, description) = await client.PutTokenAsync(token, "sb://localhost/a");

        Assert.Equal(401, status);
        Assert.Contains(reason, description);
        Assert.Equal("amqp:unauthorized-access", await client.SendAsync("a", "body"));
    }

    private static void AssertRefused(JsonElement result, string reason)
    {
        foreach (var call in (string[])["send", "receive"])
        {
            Assert.Equal("UnauthorizedAccess", result.GetProperty(call).Text("code"));
            Assert.Contains(reason, result.GetProperty(call).Text("message"));
        }
    }
}
