using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts a function on a message of a Service Bus queue or subscription.</summary>
public sealed class ServiceBusTriggerAttribute : TriggerBindingAttribute
{
    public ServiceBusTriggerAttribute(string queueName) => QueueName = queueName;

    public ServiceBusTriggerAttribute(string topicName, string subscriptionName)
    {
        TopicName = topicName;
        SubscriptionName = subscriptionName;
    }

    /// <summary>The name of the setting with the connection string.</summary>
    public string? Connection { get; set; }

    /// <summary>The queue or subscription, as clients name it.</summary>
    internal string EntityPath => QueueName ?? $"{TopicName}/Subscriptions/{SubscriptionName}";

    public string? QueueName { get; }

    public string? TopicName { get; }

    public string? SubscriptionName { get; }

    public bool IsSessionsEnabled { get; set; }

    /// <summary>Whether the function takes an array of messages.</summary>
    public bool IsBatched { get; set; }

    /// <summary>Whether a message is completed when the function returns. Without it, <c>autoCompleteMessages</c> of host.json says so, true by default.</summary>
    public bool AutoCompleteMessages
    {
        get => AutoComplete ?? false;
        set => AutoComplete = value;
    }

    /// <summary>What the function says; null when it says nothing.</summary>
    internal bool? AutoComplete { get; private set; }

    /// <summary>The same trigger with its names replaced.</summary>
    internal ServiceBusTriggerAttribute Resolve(Func<string, string> resolve)
    {
        var resolved = QueueName is not null
            ? new ServiceBusTriggerAttribute(resolve(QueueName))
            : new ServiceBusTriggerAttribute(resolve(TopicName!), resolve(SubscriptionName!));
        resolved.Connection = Connection;
        resolved.IsBatched = IsBatched;
        resolved.AutoComplete = AutoComplete;
        return resolved;
    }
}
