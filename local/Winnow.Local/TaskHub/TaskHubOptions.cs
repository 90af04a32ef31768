using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;

namespace Winnow.Local.TaskHub;

/// <summary>Settings of a task hub.</summary>
public sealed class TaskHubOptions
{
    /// <summary>The SQLite file that holds the hub; it is created when it is missing.</summary>
    public required string Path { get; set; }

    /// <summary>Activities that run at the same time. <value>Default: four per processor, as most of them wait for storage.</value></summary>
    public int MaxConcurrentActivities { get; set; } = 4 * Environment.ProcessorCount;

    /// <summary>Orchestrations that take a turn at the same time. <value>Default: one per processor.</value></summary>
    public int MaxConcurrentTurns { get; set; } = Environment.ProcessorCount;

    /// <summary>Orchestrations kept in memory between their turns; the least recently used beyond that are replayed. <value>Default: 200.</value></summary>
    public int MaxCachedOrchestrations { get; set; } = 200;

    /// <summary>Whether every turn starts with a replay of the whole history, which finds non-deterministic code. <value>Default: false.</value></summary>
    public bool ReplayEveryTurn { get; set; }

    /// <summary>What a commit survives. <value>Default: <see cref="TaskHub.Durability.PowerLoss"/>.</value></summary>
    public Durability Durability { get; set; } = Durability.PowerLoss;

    /// <summary>How long a stopping hub waits for running activities. <value>Default: 10 seconds.</value></summary>
    public TimeSpan StopGracePeriod { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Serialises inputs, outputs and events. <value>Default: System.Text.Json as the Functions worker sets it up: names as declared,
    /// read without regard to case, no fields.</value>
    /// </summary>
    public DataConverter DataConverter { get; set; } =
        new JsonDataConverter(new JsonSerializerOptions { PropertyNameCaseInsensitive = true });
}
