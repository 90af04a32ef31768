using Amqp.Types;

namespace Azure.Messaging.ServiceBus.Internal;

/// <summary>The annotations that the broker reads and writes.</summary>
internal static class Annotations
{
    public static readonly Symbol EnqueuedTime = "x-opt-enqueued-time";
    public static readonly Symbol ScheduledEnqueueTime = "x-opt-scheduled-enqueue-time";
    public static readonly Symbol SequenceNumber = "x-opt-sequence-number";
    public static readonly Symbol EnqueuedSequenceNumber = "x-opt-enqueue-sequence-number";
    public static readonly Symbol LockedUntil = "x-opt-locked-until";
    public static readonly Symbol PartitionKey = "x-opt-partition-key";
    public static readonly Symbol ViaPartitionKey = "x-opt-via-partition-key";
    public static readonly Symbol DeadLetterSource = "x-opt-deadletter-source";
    public static readonly Symbol MessageState = "x-opt-message-state";
}
