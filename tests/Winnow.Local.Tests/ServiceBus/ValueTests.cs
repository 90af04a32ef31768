using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Internal;
using Address = Azure.Messaging.ServiceBus.Internal.Endpoint;

namespace Winnow.Local.Tests.ServiceBus;

/// <summary>Messages, connection strings and signatures.</summary>
public sealed class ValueTests
{
    [Fact]
    public void Parse_Emulator_KeepsItsPort()
    {
        const string Text = "Endpoint=sb://localhost:5673;SharedAccessKeyName=Root;SharedAccessKey=a=b==;UseDevelopmentEmulator=true;";

        var properties = ServiceBusConnectionStringProperties.Parse(Text);

        Assert.Equal(("localhost", "Root", "a=b=="), (properties.FullyQualifiedNamespace, properties.SharedAccessKeyName, properties.SharedAccessKey));
        Assert.Equal(new Address("localhost", 5673, UseTls: false), Address.Parse(Text));
    }

    [Fact]
    public void Parse_Namespace_UsesTls() =>
        Assert.Equal(
            new Address("name.servicebus.windows.net", 5671, UseTls: true),
            Address.Parse("Endpoint=sb://name.servicebus.windows.net/;SharedAccessKeyName=k;SharedAccessKey=v"));

    [Theory]
    [InlineData("SharedAccessKeyName=k;SharedAccessKey=v")]
    [InlineData("Endpoint=https://name;SharedAccessKeyName=k;SharedAccessKey=v")]
    [InlineData("hello")]
    [InlineData("Endpoint=sb://localhost;UseDevelopmentEmulator=perhaps")]
    public void Parse_Malformed_Throws(string text)
    {
        var error = Assert.Throws<FormatException>(() => new ServiceBusClient(text));
        Assert.DoesNotContain("SharedAccessKey=v", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Endpoint=sb://localhost;UseDevelopmentEmulator=true")]
    [InlineData("")]
    public void NewClient_NothingToSignWith_Throws(string text) => Assert.ThrowsAny<ArgumentException>(() => new ServiceBusClient(text));

    // Computed with Python 3.11: base64(hmac_sha256(b"secret", quote_plus("sb://ns.example/q") + "\n1700000000")), quoted.
    [Fact]
    public void Sign_KnownKey_IsTheReferenceSignature() =>
        Assert.Equal(
            "SharedAccessSignature sr=sb%3A%2F%2Fns.example%2Fq&sig=uhlbgd3NYvpjmVWY7ybi%2BGnoNLIDUWY3prAnCOMXBmg%3D&se=1700000000&skn=root",
            SharedKeyTokenSource.Sign("sb://ns.example/q", "root", "secret", DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)));

    [Fact]
    public void NewMessage_OutOfRange_Throws()
    {
        Assert.Throws<ArgumentException>(() => new ServiceBusMessage { MessageId = new string('a', 129) });
        Assert.Throws<ArgumentException>(() => new ServiceBusMessage { MessageId = "" });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceBusMessage { TimeToLive = TimeSpan.Zero });
        var message = new ServiceBusMessage { ApplicationProperties = { ["list"] = new List<int>() } };
        Assert.Throws<NotSupportedException>(() => MessageWriter.Write(message));
    }

    [Fact]
    public void ServiceBusReceivedMessage_FromTheFactory_HasItsValues()
    {
        var lockToken = Guid.NewGuid();
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(
            body: BinaryData.FromString("text"), messageId: "m", properties: new Dictionary<string, object> { ["type"] = "label" }, lockTokenGuid: lockToken, deliveryCount: 2);

        Assert.Equal(("text", "m", "label", lockToken.ToString(), 2), (
            message.Body.ToString(), message.MessageId, message.ApplicationProperties["type"], message.LockToken, message.DeliveryCount));
        Assert.Equal((TimeSpan.MaxValue, DateTimeOffset.MaxValue), (message.TimeToLive, message.ExpiresAt));
    }
}
