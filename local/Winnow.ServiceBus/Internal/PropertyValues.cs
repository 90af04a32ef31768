using Amqp.Types;

namespace Azure.Messaging.ServiceBus.Internal;

/// <summary>Application properties between .NET and AMQP.</summary>
internal static class PropertyValues
{
    private static readonly Symbol s_uri = "com.microsoft:uri";
    private static readonly Symbol s_dateTimeOffset = "com.microsoft:datetime-offset";
    private static readonly Symbol s_timeSpan = "com.microsoft:timespan";

    /// <exception cref="NotSupportedException">The type is not among those that a property may have.</exception>
    public static object? ToAmqp(string name, object? value) => value switch
    {
        null or byte or sbyte or char or short or ushort or int or uint or long or ulong or float or double or bool or Guid or string => value,
        DateTime time => time.ToUniversalTime(),
        Uri uri => new DescribedValue(s_uri, uri.AbsoluteUri),
        DateTimeOffset time => new DescribedValue(s_dateTimeOffset, time.UtcTicks),
        TimeSpan span => new DescribedValue(s_timeSpan, span.Ticks),
        _ => throw new NotSupportedException(
            $"The application property '{name}' is of type {value.GetType().Name}, which AMQP cannot carry. Use a number, a string, a bool, a Guid, a Uri, a date or a time span."),
    };

    public static object? FromAmqp(object? value) => value switch
    {
        Symbol symbol => symbol.ToString(),
        DescribedValue { Value: string text } described when s_uri.Equals(described.Descriptor) => new Uri(text),
        DescribedValue { Value: long ticks } described when s_dateTimeOffset.Equals(described.Descriptor) => new DateTimeOffset(ticks, TimeSpan.Zero),
        DescribedValue { Value: long ticks } described when s_timeSpan.Equals(described.Descriptor) => new TimeSpan(ticks),
        _ => value,
    };

    public static Map ToMap(IDictionary<string, object> properties)
    {
        var map = new Map();
        foreach (var (name, value) in properties)
            map[name] = ToAmqp(name, value);
        return map;
    }
}
