using System.Globalization;

namespace Winnow.Bench;

/// <summary>The options of a benchmark: <c>--name value</c>.</summary>
internal sealed class BenchmarkArguments(IReadOnlyList<string> arguments)
{
    public bool Has(string option) => arguments.Contains(option);

    public string? Text(string option)
    {
        var index = arguments.ToList().IndexOf(option);
        return index >= 0 && index + 1 < arguments.Count ? arguments[index + 1] : null;
    }

    /// <exception cref="FormatException">The value is not a whole number.</exception>
    public int Number(string option, int byDefault) =>
        Text(option) is { } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : byDefault;
}
