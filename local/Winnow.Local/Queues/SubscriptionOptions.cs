using System.ComponentModel.DataAnnotations;

namespace Winnow.Local.Queues;

/// <summary>Settings of a place that messages are received from: a subscription or, with more settings, a queue.</summary>
public class SubscriptionOptions
{
    /// <value>How often a message is handed out before it is dead-lettered. Default 10.</value>
    [Range(1, 2000)]
    public int MaxDeliveryCount { get; set; } = 10;

    /// <value>Seconds for which a received message is locked. Default 60.</value>
    [Range(0.1, 300)]
    public double LockSeconds { get; set; } = 60;

    /// <value>Seconds after which a message expires, if the message itself allows no less. Default: never.</value>
    [Range(0.001, double.MaxValue)]
    public double? TimeToLiveSeconds { get; set; }

    /// <value>Whether an expired message is dead-lettered; otherwise it is dropped. Default false.</value>
    public bool DeadLetterExpired { get; set; }
}
