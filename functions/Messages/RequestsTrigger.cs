using System.Globalization;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Winnow.Core.Errors;
using Winnow.Core.Messages;

namespace Winnow.Functions.Messages;

/// <summary>Takes requests from queue <c>winnow-requests</c>: checks, starts, completes; nothing long runs under the lock.</summary>
public sealed partial class RequestsTrigger(RequestDesk desk, ILogger<RequestsTrigger> logger)
{
    // The limit of Service Bus for reason and description.
    private const int MaxDescription = 4096;

    /// <summary>Starts what a message asks for.</summary>
    /// <remarks>
    /// Idempotent by message id. What the sender has to correct is dead-lettered with the stable code as reason. Any other failure leaves the function, so that
    /// the message is abandoned, tried again, and dead-lettered by the broker after its delivery limit.
    /// </remarks>
    [Function(nameof(TakeRequest))]
    public async Task TakeRequest(
        [ServiceBusTrigger("winnow-requests", Connection = "ServiceBus", AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        try
        {
            var request = new RequestMessage(
                message.MessageId, message.CorrelationId, Text(message, RequestMessage.TypeProperty), Text(message, RequestMessage.SchemaVersionProperty),
                message.Body.ToMemory());
            LogStarted(message.MessageId, await desk.StartAsync(request, client, cancellationToken));
        }
        catch (WinnowException error)
        {
            LogRefused(message.MessageId, error.Code, error.Detail);
            var description = error.Detail.Length > MaxDescription ? error.Detail[..MaxDescription] : error.Detail;
            await actions.DeadLetterMessageAsync(message, null, error.Code, description, cancellationToken);
            return;
        }

        await actions.CompleteMessageAsync(message, cancellationToken);
    }

    private static string? Text(ServiceBusReceivedMessage message, string property) =>
        message.ApplicationProperties.TryGetValue(property, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    [LoggerMessage(LogLevel.Information, "Message {MessageId} is run {InstanceId}")]
    private partial void LogStarted(string? messageId, string instanceId);

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} was refused ({Code}): {Reason}")]
    private partial void LogRefused(string? messageId, string code, string reason);
}
