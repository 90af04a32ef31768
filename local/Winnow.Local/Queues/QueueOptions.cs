using System.ComponentModel.DataAnnotations;

namespace Winnow.Local.Queues;

/// <summary>Settings of a queue.</summary>
public sealed class QueueOptions : SubscriptionOptions
{
    /// <value>Seconds for which message ids are remembered, so that a message sent twice is stored once. Default 0: not at all.</value>
    [Range(0, 604_800)]
    public double DuplicateDetectionSeconds { get; set; }
}
