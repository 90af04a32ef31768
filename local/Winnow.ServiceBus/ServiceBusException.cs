namespace Azure.Messaging.ServiceBus;

/// <summary>An operation of Service Bus failed.</summary>
public class ServiceBusException : Exception
{
    public ServiceBusException()
    {
    }

    /// <param name="isTransient">Whether the same operation may succeed later.</param>
    /// <param name="message">What failed.</param>
    /// <param name="entityName">The queue, topic or subscription.</param>
    /// <param name="reason">Why it failed.</param>
    /// <param name="innerException">The cause.</param>
    public ServiceBusException(
        bool isTransient,
        string message,
        string? entityName = default,
        ServiceBusFailureReason reason = ServiceBusFailureReason.GeneralError,
        Exception? innerException = default)
        : base(message, innerException)
    {
        IsTransient = isTransient;
        EntityPath = entityName;
        Reason = reason;
    }

    /// <summary>Makes the exception; its reason says whether it is transient.</summary>
    public ServiceBusException(string message, ServiceBusFailureReason reason, string? entityPath = default, Exception? innerException = default)
        : this(
            reason is ServiceBusFailureReason.ServiceCommunicationProblem or ServiceBusFailureReason.ServiceTimeout or ServiceBusFailureReason.ServiceBusy,
            message,
            entityPath,
            reason,
            innerException)
    {
    }

    /// <summary>Whether the same operation may succeed later.</summary>
    public bool IsTransient { get; }

    public ServiceBusFailureReason Reason { get; }

    /// <summary>The queue, topic or subscription; null when it is none of them.</summary>
    public string? EntityPath { get; }

    public override string Message =>
        string.IsNullOrEmpty(EntityPath) ? $"{base.Message} ({Reason})" : $"{base.Message} ({EntityPath} - {Reason})";
}
