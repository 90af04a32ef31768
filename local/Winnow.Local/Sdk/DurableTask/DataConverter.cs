using System.Diagnostics.CodeAnalysis;

namespace Microsoft.DurableTask;

/// <summary>Turns inputs, outputs, events and statuses into text and back.</summary>
/// <remarks>
/// In Azure Functions the converter is the worker's own serialiser (<c>WorkerOptions.Serializer</c>): System.Text.Json with the
/// application's <c>JsonSerializerOptions</c>, of which the worker sets only <c>PropertyNameCaseInsensitive = true</c>. So by default
/// names are written as declared, enums as numbers, and fields (value tuples!) are not written at all.
/// </remarks>
public abstract class DataConverter
{
    [return: NotNullIfNotNull(nameof(value))]
    public abstract string? Serialize(object? value);

    [return: NotNullIfNotNull(nameof(data))]
    public abstract object? Deserialize(string? data, Type targetType);

    [return: NotNullIfNotNull(nameof(data))]
    public virtual T? Deserialize<T>(string? data) => (T?)(Deserialize(data, typeof(T)) ?? default(T));
}
