namespace Azure.Messaging.ServiceBus.Internal;

/// <summary>The addresses of queues and what belongs to them.</summary>
internal static class EntityPaths
{
    public static string OfSubscription(string topicName, string subscriptionName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(topicName);
        ArgumentException.ThrowIfNullOrWhiteSpace(subscriptionName);
        return $"{topicName}/Subscriptions/{subscriptionName}";
    }

    public static string Of(string path, SubQueue subQueue) => subQueue switch
    {
        SubQueue.DeadLetter => $"{path}/$DeadLetterQueue",
        SubQueue.TransferDeadLetter => $"{path}/$Transfer/$DeadLetterQueue",
        _ => path,
    };

    public static string Management(string path) => $"{path}/$management";
}
