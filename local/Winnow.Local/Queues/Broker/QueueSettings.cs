namespace Winnow.Local.Queues.Broker;

/// <summary>How a queue, subscription or dead-letter queue hands out its messages.</summary>
/// <param name="LockMilliseconds">How long a received message is locked.</param>
/// <param name="MaxDeliveryCount">Deliveries after which a message is dead-lettered; none when it cannot be.</param>
/// <param name="DeadLetterExpired">Whether expired messages are dead-lettered rather than dropped.</param>
internal sealed record QueueSettings(long LockMilliseconds, int? MaxDeliveryCount, bool DeadLetterExpired);
