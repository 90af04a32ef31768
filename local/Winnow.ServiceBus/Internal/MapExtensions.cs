using System.Collections;
using Amqp.Types;

namespace Azure.Messaging.ServiceBus.Internal;

/// <summary>Lists and arrays in the maps of management requests.</summary>
internal static class MapExtensions
{
    public static List ToAmqpList(this IEnumerable<object> values)
    {
        var list = new List();
        foreach (var value in values)
            list.Add(value);
        return list;
    }

    /// <summary>The elements of a list or an array; none when there is neither.</summary>
    public static IEnumerable<T> Values<T>(this Map? map, string key) =>
        map?[key] is IEnumerable values ? values.OfType<T>() : [];
}
