using Amqp;
using Amqp.Framing;

namespace Winnow.Local.Queues.Messages;

/// <summary>Application properties that a receiver sets on a message that it does not complete.</summary>
internal sealed class ApplicationPropertyChanges
{
    public const string Reason = "DeadLetterReason";
    public const string Description = "DeadLetterErrorDescription";

    /// <summary>Longest reason and description that are kept, in characters.</summary>
    private const int MaxReason = 4096;

    private readonly Dictionary<string, object?> values = [];

    public static ApplicationPropertyChanges DeadLetter(string reason, string? description) => new ApplicationPropertyChanges()
        .Set(Reason, reason)
        .Set(Description, description);

    public bool IsEmpty => values.Count == 0;

    /// <summary>Sets a property; null changes nothing.</summary>
    public ApplicationPropertyChanges Set(string name, object? value)
    {
        if (value is not null)
        {
            values[name] = name is Reason or Description && value is string { Length: > MaxReason } text ? text[..MaxReason] : value;
        }

        return this;
    }

    /// <summary>These changes, and then others.</summary>
    public ApplicationPropertyChanges Merge(ApplicationPropertyChanges others)
    {
        var merged = new ApplicationPropertyChanges();
        foreach (var (name, value) in values.Concat(others.values))
        {
            merged.Set(name, value);
        }

        return merged;
    }

    /// <summary>The bare message with the properties set.</summary>
    public byte[] ApplyTo(byte[] bare)
    {
        var sections = MessageSections.Find(bare);
        var properties = Read(bare.AsMemory(sections.ApplicationProperties));
        foreach (var (name, value) in values)
        {
            properties[name] = value;
        }

        return [.. bare.AsSpan(sections.Properties), .. AmqpCoding.Encode(properties), .. bare.AsSpan(sections.BodyStart..)];
    }

    /// <summary>What cannot be read is dropped: the message must be able to leave the queue.</summary>
    private static ApplicationProperties Read(ReadOnlyMemory<byte> section)
    {
        try
        {
            return section.IsEmpty ? new ApplicationProperties() : AmqpCoding.Decode<ApplicationProperties>(section);
        }
        catch (AmqpException)
        {
            return new ApplicationProperties();
        }
    }
}
