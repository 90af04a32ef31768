namespace Winnow.Local.TaskHub;

/// <summary>What a commit of the task hub survives.</summary>
public enum Durability
{
    /// <summary>A killed process (SQLite <c>synchronous=NORMAL</c>); after a power loss the last moments may be missing, consistently.</summary>
    ProcessKill,

    /// <summary>A power loss as well (SQLite <c>synchronous=FULL</c>: one fsync for each group of turns).</summary>
    PowerLoss,
}
