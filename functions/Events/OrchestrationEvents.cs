using System.Text.Json;
using Microsoft.DurableTask;
using Winnow.Core.Events;
using Winnow.Functions.Common;

namespace Winnow.Functions.Events;

/// <summary>How orchestrations tell what happened.</summary>
public static class OrchestrationEvents
{
    private const int MaxReason = 4000;

    /// <summary>Writes an event of a run to the outbox.</summary>
    public static Task TellAsync<TData>(this TaskOrchestrationContext context, RunSubject run, string type, TData data) =>
        context.TellAsync(run.Dataset, run.Subject, run.CorrelationId, type, data);

    /// <summary>Writes an event to the outbox: when this returns it will be sent, whatever happens.</summary>
    public static Task TellAsync<TData>(
        this TaskOrchestrationContext context, string dataset, string subject, string? correlationId, string type, TData data)
    {
        var at = new DateTimeOffset(DateTime.SpecifyKind(context.CurrentUtcDateTime, DateTimeKind.Utc));
        var fact = new EventFact(type, dataset, subject, at, correlationId, JsonSerializer.SerializeToElement(data, CloudEvents.Json));
        return context.CallActivityAsync(nameof(EventActivities.TellEvent), fact, Retries.Standard);
    }

    /// <summary>Runs the work of an orchestration, and tells when it failed for good.</summary>
    public static async Task<TResult> TellFailureAsync<TResult>(this TaskOrchestrationContext context, RunSubject run, Func<Task<TResult>> work)
    {
        try
        {
            return await work();
        }
        catch (TaskFailedException failure)
        {
            var error = RunError.From(failure.FailureDetails);
            var reason = error.Message.Length > MaxReason ? error.Message[..MaxReason] : error.Message;
            await context.TellAsync(run, EventTypes.RunFailed, new RunFailed(run.Dataset, run.Run, run.Kind, error.Code, reason));
            throw;
        }
    }
}
