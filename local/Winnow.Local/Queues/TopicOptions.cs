using System.ComponentModel.DataAnnotations;

namespace Winnow.Local.Queues;

/// <summary>Settings of a topic, each message of which goes to all of its subscriptions.</summary>
public sealed class TopicOptions
{
    /// <value>Seconds for which message ids are remembered, so that a message sent twice is stored once. Default 0: not at all.</value>
    [Range(0, 604_800)]
    public double DuplicateDetectionSeconds { get; set; }

    /// <value>Seconds after which a message expires, if neither the message nor the subscription allows less. Default: never.</value>
    [Range(0.001, double.MaxValue)]
    public double? TimeToLiveSeconds { get; set; }

    /// <value>The subscriptions by name. Default none.</value>
    public Dictionary<string, SubscriptionOptions> Subscriptions { get; } = new(StringComparer.OrdinalIgnoreCase);
}
