using System.Globalization;
using Microsoft.AspNetCore.Http;
using Winnow.Core.Errors;

namespace Winnow.Functions.Http;

/// <summary>Reads typed query parameters; a value that does not fit is an error that names it.</summary>
public sealed class QueryReader(HttpRequest request)
{
    /// <summary>The parameter, or null when it is absent or empty.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidRequest"/>: given twice.</exception>
    public string? Text(string name)
    {
        var values = request.Query[name];
        return values.Count > 1
            ? throw new WinnowException(ErrorCodes.InvalidRequest, $"The query parameter '{name}' is given {values.Count} times; give it once.")
            : string.IsNullOrEmpty(values) ? null : values[0];
    }

    /// <summary>A number from <paramref name="minimum"/> to <paramref name="maximum"/>, or null when absent.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidRequest"/></exception>
    public double? Number(string name, double minimum, double maximum)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum
            ? value
            : throw Invalid(name, text, $"a number from {minimum} to {maximum}");
    }

    /// <summary>A whole number from <paramref name="minimum"/> to <paramref name="maximum"/>, or <paramref name="absent"/>.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidRequest"/></exception>
    public int Whole(string name, int minimum, int maximum, int absent)
    {
        if (Text(name) is not { } text)
        {
            return absent;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum
            ? value
            : throw Invalid(name, text, $"a whole number from {minimum} to {maximum}");
    }

    /// <summary><c>true</c> or <c>false</c>; false when absent.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidRequest"/></exception>
    public bool Flag(string name) => Text(name) switch
    {
        null or "false" => false,
        "true" => true,
        var text => throw Invalid(name, text, "true or false"),
    };

    /// <summary>One of the names of an enum, in camelCase, or null when absent.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidRequest"/></exception>
    public T? OneOf<T>(string name) where T : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        foreach (var value in Enum.GetValues<T>())
        {
            if (CamelCase(value.ToString()).Equals(text, StringComparison.Ordinal))
            {
                return value;
            }
        }

        throw Invalid(name, text, "one of " + string.Join(", ", Enum.GetNames<T>().Select(CamelCase)));
    }

    private static string CamelCase(string name) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name);

    private static WinnowException Invalid(string name, string value, string expected) =>
        new(ErrorCodes.InvalidRequest, $"The query parameter '{name}' is '{value}'; it must be {expected}.");
}
