using Microsoft.Extensions.Logging;
using Winnow.Local.Queues.Storage;

namespace Winnow.Local.Queues.Broker;

/// <summary>The configured queues, topics and subscriptions, by path. Names are not case-sensitive.</summary>
internal sealed class Topology
{
    public const string DeadLetterSuffix = "/$DeadLetterQueue";
    public const string SubscriptionsSegment = "/Subscriptions/";

    private readonly Dictionary<string, MessageQueue> queues = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Destination> destinations = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<long, MessageQueue> byId = [];
    private readonly QueueStore store;
    private readonly TimeProvider time;
    private readonly ILogger logger;

    private Topology(QueueStore store, TimeProvider time, ILogger logger)
    {
        this.store = store;
        this.time = time;
        this.logger = logger;
    }

    public IReadOnlyCollection<MessageQueue> Queues => queues.Values;

    public IReadOnlyCollection<Destination> Destinations => destinations.Values;

    /// <summary>Everything that has an address, for the text of errors.</summary>
    public string Known => destinations.Count == 0
        ? "none is configured (Local:Queues:Queues, Local:Queues:Topics)"
        : string.Join(", ", destinations.Keys.Concat(queues.Keys).Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(path => !path.EndsWith(DeadLetterSuffix, StringComparison.Ordinal)).Order(StringComparer.OrdinalIgnoreCase).Select(path => $"'{path}'"));

    /// <summary>Makes what the settings name; what the store holds already is found again by its path.</summary>
    public static Task<Topology> CreateAsync(QueueServerOptions options, QueueStore store, TimeProvider time, ILogger logger) =>
        store.WriteAsync(writer =>
        {
            var topology = new Topology(store, time, logger);
            foreach (var (name, queue) in options.Queues)
            {
                topology.AddQueue(writer, name, queue);
            }

            foreach (var (name, topic) in options.Topics)
            {
                topology.AddTopic(writer, name, topic);
            }

            return topology;
        });

    /// <summary>The queue, subscription or dead-letter queue of a path.</summary>
    public MessageQueue? FindQueue(string path) => queues.GetValueOrDefault(path);

    /// <summary>The queue or topic of a path.</summary>
    public Destination? FindDestination(string path) => destinations.GetValueOrDefault(path);

    public MessageQueue? FindQueue(long id) => byId.GetValueOrDefault(id);

    private void AddQueue(QueueWriter writer, string name, QueueOptions options)
    {
        var queue = AddReceivable(writer, name, options);
        var target = new Target(queue.Id, Milliseconds(options.TimeToLiveSeconds));
        destinations.Add(name, new Destination(queue.Id, name, [target], Milliseconds(options.DuplicateDetectionSeconds) ?? 0));
    }

    private void AddTopic(QueueWriter writer, string name, TopicOptions options)
    {
        var targets = options.Subscriptions.Select(subscription => new Target(
            AddReceivable(writer, $"{name}{SubscriptionsSegment}{subscription.Key}", subscription.Value).Id,
            Milliseconds(Shorter(subscription.Value.TimeToLiveSeconds, options.TimeToLiveSeconds)))).ToList();
        destinations.Add(
            name, new Destination(writer.QueueId(name), name, targets, Milliseconds(options.DuplicateDetectionSeconds) ?? 0));
    }

    private MessageQueue AddReceivable(QueueWriter writer, string path, SubscriptionOptions options)
    {
        var lockMilliseconds = Milliseconds(options.LockSeconds)!.Value;
        var deadLetters = Add(writer, path + DeadLetterSuffix, new QueueSettings(lockMilliseconds, null, DeadLetterExpired: false), null);
        return Add(writer, path, new QueueSettings(lockMilliseconds, options.MaxDeliveryCount, options.DeadLetterExpired), deadLetters);
    }

    private MessageQueue Add(QueueWriter writer, string path, QueueSettings settings, MessageQueue? deadLetters)
    {
        var queue = new MessageQueue(writer.QueueId(path), path, settings, deadLetters, store, time, logger);
        queues.Add(path, queue);
        byId.Add(queue.Id, queue);
        return queue;
    }

    private static double? Shorter(double? one, double? other) => one < other || other is null ? one : other;

    private static long? Milliseconds(double? seconds) => seconds is { } given ? (long)Math.Min(given * 1000, long.MaxValue / 4) : null;
}
