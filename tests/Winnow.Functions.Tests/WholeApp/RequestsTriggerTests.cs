using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using Winnow.Core.Errors;
using Winnow.Functions.Messages;

namespace Winnow.Functions.Tests.WholeApp;

/// <summary>How the trigger settles messages.</summary>
[Collection(RunningAppGroup.Name)]
public sealed class RequestsTriggerTests(RunningApp app)
{
    private readonly Settlements _settled = new();

    [Fact]
    public async Task TakeRequest_InOrder_CompletesItOnce()
    {
        var dataset = await app.CreateDatasetAsync();
        var message = Message($$"""{ "dataset": "{{dataset}}", "model": "digits-cnn" }""");

        await TakeAsync(message, default);
        await TakeAsync(message, default);

        Assert.Equal(["complete", "complete"], _settled.Calls);
    }

    [Theory]
    [InlineData("label", "1.0", "{}", ErrorCodes.InvalidMessage, "$.dataset is missing")]
    [InlineData("label", 1.0, """{ "dataset": "d" }""", ErrorCodes.UnsupportedSchemaVersion, "is '1'")]
    [InlineData(null, "1.0", "{}", ErrorCodes.UnknownMessageType, "'type' is missing")]
    public async Task TakeRequest_WhatTheSenderHasToCorrect_IsDeadLetteredWithCodeAndDescription(string? type, object version, string body, string code, string described)
    {
        await TakeAsync(Message(body, type, version), default);

        Assert.Equal("dead-letter", Assert.Single(_settled.Calls));
        Assert.Equal(code, _settled.Reason);
        Assert.Contains(described, _settled.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TakeRequest_ADescriptionOverTheLimitOfTheBroker_IsCut()
    {
        var names = string.Join(',', Enumerable.Range(0, 5).Select(i => $"\"{new string((char)('a' + i), 2000)}\": 1"));

        await TakeAsync(Message($$"""{ "dataset": "d", {{names}} }"""), default);

        Assert.Equal((ErrorCodes.InvalidMessage, 4096), (_settled.Reason, _settled.Description?.Length));
    }

    [Fact]
    public async Task TakeRequest_AFaultThatIsNotTheSenders_LeavesTheMessageToTheRuntime()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => TakeAsync(Message("""{ "dataset": "any", "model": "digits-cnn" }"""), new CancellationToken(canceled: true)));

        Assert.Empty(_settled.Calls);
    }

    private Task TakeAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken) =>
        new RequestsTrigger(app.Service<RequestDesk>(), NullLogger<RequestsTrigger>.Instance).TakeRequest(message, _settled, app.DurableClient, cancellationToken);

    private static ServiceBusReceivedMessage Message(string body, string? type = "label", object? version = null)
    {
        var properties = new Dictionary<string, object> { ["schema-version"] = version ?? "1.0" };
        if (type is not null)
            properties["type"] = type;
        return ServiceBusModelFactory.ServiceBusReceivedMessage(
            body: BinaryData.FromString(body), messageId: Guid.NewGuid().ToString(), properties: properties, lockTokenGuid: Guid.NewGuid());
    }

    private sealed class Settlements : ServiceBusMessageActions
    {
        public List<string> Calls { get; } = [];

        public string? Reason { get; private set; }

        public string? Description { get; private set; }

        public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) => Note("complete");

        public override Task AbandonMessageAsync(
            ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = default, CancellationToken cancellationToken = default) => Note("abandon");

        public override Task DeadLetterMessageAsync(
            ServiceBusReceivedMessage message, Dictionary<string, object>? propertiesToModify = default, string? deadLetterReason = default,
            string? deadLetterErrorDescription = default, CancellationToken cancellationToken = default)
        {
            (Reason, Description) = (deadLetterReason, deadLetterErrorDescription);
            return Note("dead-letter");
        }

        public override Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) => Note("renew");

        private Task Note(string call)
        {
            Calls.Add(call);
            return Task.CompletedTask;
        }
    }
}
