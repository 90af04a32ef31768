using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Winnow.Core.Errors;
using Winnow.Functions.Common;

namespace Winnow.Functions.Http;

/// <summary>The HTTP side of long work of one kind: 202 with <c>Location</c> and <c>Retry-After</c>, then a status to poll, and cancel.</summary>
/// <param name="kind">Singular, also the prefix of instance ids: <c>labelling</c>.</param>
/// <param name="route">Plural, as in the address: <c>labellings</c>.</param>
/// <typeparam name="TResult">Output of the orchestrator.</typeparam>
public sealed class RunApi<TResult>(string kind, string route)
    where TResult : class
{
    private const string IdempotencyKeyHeader = "Idempotency-Key";
    private const int MaxKeyLength = 256;

    /// <summary>The run's id: the same <c>Idempotency-Key</c> is the same run; without one every request is a run of its own.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidRequest"/>: a key that is empty or longer than 256 characters.</exception>
    public string IdOf(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(IdempotencyKeyHeader, out var values))
        {
            return Guid.NewGuid().ToString("N");
        }

        var key = values.ToString();
        if (key.Length is 0 or > MaxKeyLength)
        {
            throw new WinnowException(ErrorCodes.InvalidRequest, $"{IdempotencyKeyHeader} has {key.Length} characters; use 1 to {MaxKeyLength}.");
        }

        return RunIds.From(kind, key);
    }

    /// <summary>Starts the run unless it was started before, and answers where to look for it.</summary>
    public async Task<IResult> StartAsync(
        DurableTaskClient client, HttpRequest request, TaskName orchestrator, string id, object input, CancellationToken cancellationToken)
    {
        await client.StartOnceAsync(orchestrator, input, InstanceId(id), restartEnded: false, cancellationToken);
        request.HttpContext.Response.Headers.Location = $"{request.Scheme}://{request.Host}/api/{route}/{id}";
        request.HttpContext.Response.Headers.RetryAfter = "1";
        return await GetAsync(client, id, StatusCodes.Status202Accepted, cancellationToken);
    }

    public Task<IResult> GetAsync(DurableTaskClient client, string id, CancellationToken cancellationToken) =>
        GetAsync(client, id, StatusCodes.Status200OK, cancellationToken);

    /// <summary>Stops a run and its sub-orchestrations; one that has ended stays as it is.</summary>
    public async Task<IResult> CancelAsync(DurableTaskClient client, string id, CancellationToken cancellationToken)
    {
        var instance = await RequireAsync(client, id, cancellationToken);
        if (!instance.IsCompleted)
        {
            await client.TerminateInstanceAsync(instance.InstanceId, new TerminateInstanceOptions("cancelled", Recursive: true), cancellationToken);
        }

        return await GetAsync(client, id, StatusCodes.Status202Accepted, cancellationToken);
    }

    /// <summary>The result of a completed run; null while there is none.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.UnknownRun"/></exception>
    public async Task<TResult?> FindResultAsync(DurableTaskClient client, string id, CancellationToken cancellationToken)
    {
        var instance = await RequireAsync(client, id, cancellationToken);
        return ResultOf(instance);
    }

    private async Task<IResult> GetAsync(DurableTaskClient client, string id, int status, CancellationToken cancellationToken) =>
        HttpApi.Ok(Describe(id, await RequireAsync(client, id, cancellationToken)), status);

    private RunStatus<TResult> Describe(string id, OrchestrationMetadata instance) => new(
        id, kind, StatusOf(instance.RuntimeStatus),
        instance.SerializedCustomStatus is null ? null : instance.ReadCustomStatusAs<RunProgress>(),
        ResultOf(instance),
        instance.FailureDetails is { } failure ? RunError.From(failure) : null,
        instance.CreatedAt, instance.LastUpdatedAt);

    private async Task<OrchestrationMetadata> RequireAsync(DurableTaskClient client, string id, CancellationToken cancellationToken) =>
        await client.GetInstanceAsync(InstanceId(id), getInputsAndOutputs: true, cancellationToken)
        ?? throw new WinnowException(ErrorCodes.UnknownRun, $"There is no {kind} run '{id}'; POST /api/{route} starts one.");

    private static TResult? ResultOf(OrchestrationMetadata instance) =>
        instance.RuntimeStatus == OrchestrationRuntimeStatus.Completed && instance.SerializedOutput is not null ? instance.ReadOutputAs<TResult>() : null;

    private string InstanceId(string id) => $"{kind}-{id}";

    private static string StatusOf(OrchestrationRuntimeStatus status) => status switch
    {
        OrchestrationRuntimeStatus.Pending => "pending",
        OrchestrationRuntimeStatus.Completed => "completed",
        OrchestrationRuntimeStatus.Failed => "failed",
        OrchestrationRuntimeStatus.Terminated => "cancelled",
        _ => "running",
    };
}
