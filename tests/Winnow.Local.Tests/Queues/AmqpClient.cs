using Amqp;
using Amqp.Framing;
using Amqp.Sasl;
using Amqp.Types;

namespace Winnow.Local.Tests.Queues;

/// <summary>A client of bare AMQP, for what Azure's clients never do.</summary>
internal sealed class AmqpClient : IAsyncDisposable
{
    private const string ReplyTo = "replies";
    private readonly Connection connection;

    private AmqpClient(Connection connection) => this.connection = connection;

    public static async Task<AmqpClient> ConnectAsync(int port, string mechanism)
    {
        var factory = new ConnectionFactory();
        factory.SASL.Profile = new Mechanism(mechanism);
        return new AmqpClient(await factory.CreateAsync(new Address("localhost", port, scheme: "amqp")));
    }

    /// <summary>Puts a token to <c>$cbs</c>.</summary>
    public async Task<(int Status, string Description)> PutTokenAsync(string token, string name)
    {
        var session = new Session(connection);
        var replies = new ReceiverLink(
            session, "replies", new Attach { Source = new Source { Address = "$cbs" }, Target = new Target { Address = ReplyTo } }, null);
        var requests = new SenderLink(session, "requests", "$cbs");
        await requests.SendAsync(new Message(token)
        {
            Properties = new Properties { MessageId = "1", ReplyTo = ReplyTo },
            ApplicationProperties = new ApplicationProperties { ["operation"] = "put-token", ["type"] = "servicebus.windows.net:sastoken", ["name"] = name },
        });
        var reply = await replies.ReceiveAsync(TimeSpan.FromSeconds(10));
        replies.Accept(reply);
        await session.CloseAsync();
        return ((int)reply.ApplicationProperties["status-code"], (string)reply.ApplicationProperties["status-description"]);
    }

    /// <summary>Sends a message.</summary>
    /// <returns>The condition of the error, or null when it was accepted.</returns>
    public async Task<string?> SendAsync(string address, string body)
    {
        var session = new Session(connection);
        try
        {
            await new SenderLink(session, Guid.NewGuid().ToString(), address).SendAsync(new Message(body));
            return null;
        }
        catch (AmqpException exception)
        {
            return exception.Error.Condition;
        }
        finally
        {
            await session.CloseAsync();
        }
    }

    /// <summary>Waits until the endpoint has closed the connection; false when it does not.</summary>
    public async Task<bool> IsClosedAsync()
    {
        for (var tries = 0; tries < 1000 && !connection.IsClosed; tries++)
        {
            await Task.Delay(10);
        }

        return connection.IsClosed;
    }

    public async ValueTask DisposeAsync() => await connection.CloseAsync();

    private sealed class Mechanism(string name) : SaslProfile(name)
    {
        protected override DescribedList GetStartCommand(string hostname) => new SaslInit { Mechanism = Mechanism };

        protected override DescribedList OnCommand(DescribedList command) => throw new NotSupportedException($"{command} was not expected.");

        protected override ITransport UpgradeTransport(ITransport transport) => transport;
    }
}
