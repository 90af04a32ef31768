using Amqp.Types;

namespace Winnow.Local.Queues.Messages;

/// <summary>Names of the message annotations of Service Bus.</summary>
internal static class Annotations
{
    public static readonly Symbol SequenceNumber = "x-opt-sequence-number";
    public static readonly Symbol OriginalSequenceNumber = "x-opt-enqueue-sequence-number";
    public static readonly Symbol EnqueuedTime = "x-opt-enqueued-time";
    public static readonly Symbol LockedUntil = "x-opt-locked-until";
    public static readonly Symbol MessageState = "x-opt-message-state";
    public static readonly Symbol DeadLetterSource = "x-opt-deadletter-source";
    public static readonly Symbol ScheduledEnqueueTime = "x-opt-scheduled-enqueue-time";

    /// <summary>Those that only the endpoint sets; a sender's are dropped.</summary>
    public static readonly IReadOnlyList<Symbol> OfTheBroker =
        [SequenceNumber, OriginalSequenceNumber, EnqueuedTime, LockedUntil, MessageState, DeadLetterSource];
}
