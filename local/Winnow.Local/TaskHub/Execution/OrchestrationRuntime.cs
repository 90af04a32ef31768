using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Winnow.Local.TaskHub.History;
using Winnow.Local.TaskHub.Storage;

namespace Winnow.Local.TaskHub.Execution;

/// <summary>One execution of an orchestrator in memory; between turns its code waits for events.</summary>
internal sealed class OrchestrationRuntime
{
    public const string ForeignTaskMessage =
        "Orchestrator code ran outside its turn. It has awaited something that did not come from its TaskOrchestrationContext, or used "
        + "ConfigureAwait(false), Task.Run or a thread. Move that work to an activity, and await only tasks of the context.";

    private readonly OrchestratorInvoker invoker;
    private readonly DataConverter converter;
    private readonly Action<OrchestrationRuntime> onForeignTask;
    private readonly TurnSynchronizationContext turns;
    private readonly OrchestrationContext context;
    private Task<object?>? run;
    private volatile bool leftTurn;

    public OrchestrationRuntime(
        InstanceRow instance,
        OrchestratorInvoker invoker,
        DataConverter converter,
        ILoggerFactory loggerFactory,
        Action<OrchestrationRuntime> onForeignTask)
    {
        this.invoker = invoker;
        this.converter = converter;
        this.onForeignTask = onForeignTask;
        Execution = instance.Execution;
        turns = new TurnSynchronizationContext(LeaveTurn);
        context = new OrchestrationContext(instance, turns, converter, loggerFactory);
    }

    /// <summary>Which execution of the instance this is: it grows with every continuation as new.</summary>
    public int Execution { get; }

    /// <summary>Whether code of the orchestrator has run off its turn.</summary>
    public bool HasLeftTurn => leftTurn;

    /// <summary>Runs the code until it waits for something that has not happened, with the given events happening in order.</summary>
    public TurnOutcome Advance(DateTime time, IEnumerable<HubEvent> events, bool isReplay)
    {
        context.BeginTurn(time, isReplay);
        if (run is null)
        {
            turns.Run(() => run = InvokeAsync());
        }

        foreach (var happened in events)
        {
            turns.Run(() => context.Apply(happened));
        }

        return context.EndTurn(leftTurn ? LeftTurn() : End());
    }

    private static TurnEnd.Failed LeftTurn() =>
        new(TaskFailureDetails.FromException(new InvalidOperationException(ForeignTaskMessage)));

    /// <summary>Awaits the orchestrator on the turn, so that an end off the turn shows as a foreign post.</summary>
    private async Task<object?> InvokeAsync() => await invoker(context);

    private void LeaveTurn()
    {
        leftTurn = true;
        onForeignTask(this);
    }

    private TurnEnd? End()
    {
        if (!run!.IsCompleted)
        {
            return null;
        }

        try
        {
            var output = run.GetAwaiter().GetResult();
            return context.Restart ?? (TurnEnd)new TurnEnd.Completed(converter.Serialize(output));
        }
#pragma warning disable CA1031 // whatever the orchestrator throws is its failure
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new TurnEnd.Failed(TaskFailureDetails.FromException(exception));
        }
    }
}
