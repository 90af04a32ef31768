using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace Winnow.Local.Hosting.Internal;

/// <summary>Turns a route value or a token of a blob path into a parameter's type.</summary>
internal static class DataConversion
{
    public static bool IsSupported(Type type) =>
        type == typeof(object) || TypeDescriptor.GetConverter(type) is var converter && converter.CanConvertFrom(typeof(string));

    /// <returns>The parameter's default when there is no value.</returns>
    /// <exception cref="FormatException">The value is not one of the parameter's type.</exception>
    public static object? Convert(object? value, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (value is null)
            return parameter.HasDefaultValue ? parameter.DefaultValue : type.IsValueType ? Activator.CreateInstance(type) : null;
        if (type.IsInstanceOfType(value))
            return value;
        var text = System.Convert.ToString(value, CultureInfo.InvariantCulture)!;
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or NotSupportedException)
        {
            throw new FormatException($"The value '{text}' of '{parameter.Name}' is no {type.Name}.", exception);
        }
    }
}
