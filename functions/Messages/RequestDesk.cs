using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask.Client;
using Winnow.Core.Errors;
using Winnow.Core.Messages;
using Winnow.Functions.Common;
using Winnow.Storage.Messages;

namespace Winnow.Functions.Messages;

/// <summary>Takes requests in: checks a message, and starts what it asks for under an id that derives from the message's.</summary>
public sealed class RequestDesk(RequestPlanner planner, RequestStore store)
{
    /// <summary>The version of the schemas.</summary>
    public const string SchemaVersion = "1.0";

    private const int MaxMessageId = 128;

    /// <summary>Starts the run of a message unless it was started before.</summary>
    /// <returns>Id of the durable instance.</returns>
    /// <exception cref="WinnowException">The sender has to correct the message; nothing was started.</exception>
    public async Task<string> StartAsync(RequestMessage message, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var messageId = RequireId(message.MessageId);
        var type = RequireType(message);
        var correlationId = string.IsNullOrEmpty(message.CorrelationId) ? messageId : message.CorrelationId;
        var plan = await planner.PlanAsync(type, messageId, correlationId, message.Body, cancellationToken);
        await store.RememberAsync(RunIds.From("message", messageId), messageId, DigestOf(type, message.Body), cancellationToken);
        if (await client.GetInstanceAsync(plan.InstanceId, cancellationToken) is null)
        {
            var input = await plan.PrepareAsync(cancellationToken);
            await client.StartOnceAsync(plan.Orchestrator, input, plan.InstanceId, restartEnded: false, cancellationToken);
        }

        return plan.InstanceId;
    }

    private static string RequireId(string? id) => id is { Length: > 0 and <= MaxMessageId } ? id : throw new WinnowException(
        ErrorCodes.MissingMessageId,
        $"The message id has {id?.Length ?? 0} characters; set MessageId to 1 to {MaxMessageId} characters: it is the idempotency key of the request.");

    private static string RequireType(RequestMessage message)
    {
        if (message.Type is null || !RequestTypes.All.Contains(message.Type))
        {
            throw new WinnowException(
                ErrorCodes.UnknownMessageType,
                $"The application property '{RequestMessage.TypeProperty}' is {Show(message.Type)}; set it to one of {string.Join(", ", RequestTypes.All)}.");
        }

        return message.SchemaVersion == SchemaVersion ? message.Type : throw new WinnowException(
            ErrorCodes.UnsupportedSchemaVersion,
            $"The application property '{RequestMessage.SchemaVersionProperty}' is {Show(message.SchemaVersion)}; this app takes the string '{SchemaVersion}'.");
    }

    private static string DigestOf(string type, ReadOnlyMemory<byte> body) =>
        Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes($"{type}\n"), .. body.Span]));

    private static string Show(string? value) => value is null ? "missing" : $"'{(value.Length > 80 ? value[..80] : value)}'";
}
