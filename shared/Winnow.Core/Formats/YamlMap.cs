using System.Globalization;
using Winnow.Core.Errors;
using Winnow.Core.Formats.Internal;
using YamlDotNet.RepresentationModel;

namespace Winnow.Core.Formats;

/// <summary>One mapping of a YAML file, read field by field; whatever is missing, mistyped or unknown is an error that names file, line, field and value.</summary>
/// <remarks>
/// Scalars are taken as they are written: <c>012</c> stays a text of three digits where a text is asked for. Aliases are refused, and so is what is nested
/// deeper than 32 levels. Every member throws <see cref="WinnowException"/> with the code of the source.
/// </remarks>
public sealed class YamlMap
{
    private const int ShownChars = 80;
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly YamlSource source;
    private readonly string path;
    private readonly YamlMappingNode node;

    private YamlMap(YamlSource source, string path, YamlMappingNode node) => (this.source, this.path, this.node) = (source, path, node);

    /// <summary>Reads a file that holds one mapping.</summary>
    /// <param name="yaml">Its text.</param>
    /// <param name="source">What errors say about it.</param>
    /// <exception cref="WinnowException">It is no YAML, or no mapping.</exception>
    public static YamlMap Read(string yaml, YamlSource source) => new(source, "", YamlText.ParseMap(yaml, source));

    public bool Has(string field) => Find(field) is not null;

    public bool IsMap(string field) => Find(field) is YamlMappingNode;

    public string Text(string field) => OptionalText(field) ?? throw Missing(field);

    public string? OptionalText(string field) => Find(field) switch
    {
        null => null,
        YamlScalarNode { Value.Length: > 0 } scalar => scalar.Value,
        var other => throw Wrong(field, other, "a text is expected"),
    };

    public int Whole(string field, int minimum, int maximum, int? fallback = null) =>
        OptionalWhole(field, minimum, maximum) ?? fallback ?? throw Missing(field);

    public int? OptionalWhole(string field, int minimum, int maximum) => Find(field) switch
    {
        null => null,
        YamlScalarNode scalar when int.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= minimum && value <= maximum => value,
        var other => throw Wrong(field, other, $"a whole number from {minimum} to {maximum} is expected"),
    };

    public double Number(string field, double fallback) => OptionalNumber(field) ?? fallback;

    /// <summary>A number within limits.</summary>
    public double Number(string field, double fallback, double minimum, double maximum) => OptionalNumber(field, minimum, maximum) ?? fallback;

    /// <summary>A number within limits; null when the field is not there.</summary>
    public double? OptionalNumber(string field, double minimum = double.MinValue, double maximum = double.MaxValue)
    {
        if (Find(field) is not { } found)
        {
            return null;
        }

        var value = ToNumber(field, found);
        return value >= minimum && value <= maximum
            ? value
            : throw Wrong(field, found, string.Create(CultureInfo.InvariantCulture, $"a number from {minimum} to {maximum} is expected"));
    }

    public bool Flag(string field, bool fallback) => Find(field) switch
    {
        null => fallback,
        YamlScalarNode { Value: "true" } => true,
        YamlScalarNode { Value: "false" } => false,
        var other => throw Wrong(field, other, "true or false is expected"),
    };

    public T Choice<T>(string field, params (string Name, T Value)[] choices)
    {
        var text = Text(field);
        foreach (var (name, value) in choices)
        {
            if (name == text)
            {
                return value;
            }
        }

        throw Wrong(field, Find(field)!, $"one of {string.Join(", ", choices.Select(choice => choice.Name))} is expected");
    }

    /// <summary>A list of numbers; a single number stands for <paramref name="count"/> equal ones.</summary>
    public double[] Numbers(string field, int count)
    {
        var found = Find(field) ?? throw Missing(field);
        double[] values = found switch
        {
            YamlSequenceNode list => [.. list.Children.Select(child => ToNumber(field, child))],
            _ => [.. Enumerable.Repeat(ToNumber(field, found), count)],
        };
        return values.Length == count ? values : throw Wrong(field, found, $"{count} numbers are expected");
    }

    /// <summary>A list of any number of numbers; null when the field is not there.</summary>
    public double[]? OptionalNumbers(string field) => Find(field) switch
    {
        null => null,
        YamlSequenceNode list => [.. list.Children.Select(child => ToNumber(field, child))],
        var other => throw Wrong(field, other, "a list of numbers is expected"),
    };

    /// <summary>A list of texts; null when the field is not there.</summary>
    public IReadOnlyList<string>? Texts(string field) => Find(field) switch
    {
        null => null,
        YamlSequenceNode list => [.. list.Children.Select(child => ToText(field, child))],
        var other => throw Wrong(field, other, "a list of texts is expected"),
    };

    /// <summary>A list of different texts.</summary>
    /// <param name="field">The field.</param>
    /// <param name="most">Longest list; the shortest has one text.</param>
    /// <param name="expected">What is expected in place of a text that will not do; null for one that does.</param>
    public IReadOnlyList<string> DifferentTexts(string field, int most, Func<string, string?> expected)
    {
        var texts = new List<string>();
        foreach (var child in ListOf(field, most, "texts"))
        {
            var text = ToText(field, child);
            texts.Add(
                expected(text) is { } problem ? throw Wrong(field, child, problem)
                : texts.Contains(text) ? throw Wrong(field, child, "it is in the list twice; name it once")
                : text);
        }

        return texts;
    }

    /// <summary>A mapping of texts to texts, whose keys may be anything; null when the field is not there.</summary>
    public IReadOnlyDictionary<string, string>? TextMap(string field) => Find(field) switch
    {
        null => null,
        YamlMappingNode map => map.Children.ToDictionary(pair => ToText(field, pair.Key), pair => ToText(Full(field, pair.Key), pair.Value), StringComparer.Ordinal),
        var other => throw Wrong(field, other, "a mapping is expected"),
    };

    public YamlMap Map(string field) => Find(field) switch
    {
        null => throw Missing(field),
        YamlMappingNode map => new(source, Full(field), map),
        var other => throw Wrong(field, other, "a mapping is expected"),
    };

    /// <summary>A list of mappings.</summary>
    /// <param name="field">The field.</param>
    /// <param name="most">Longest list; the shortest has one mapping.</param>
    public IReadOnlyList<YamlMap> Maps(string field, int most) =>
    [
        .. ListOf(field, most, "mappings").Select((child, i) =>
            child is YamlMappingNode map ? new YamlMap(source, $"{Full(field)}[{i}]", map) : throw Wrong(field, child, "a mapping is expected")),
    ];

    /// <summary>A list of mappings, which may be empty; null when the field is not there.</summary>
    public IReadOnlyList<YamlMap>? OptionalMaps(string field, int most) => Find(field) switch
    {
        null => null,
        YamlSequenceNode { Children.Count: 0 } => [],
        _ => Maps(field, most),
    };

    /// <summary>Refuses fields that nobody asked for.</summary>
    public void End()
    {
        foreach (var key in node.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } name } || !known.Contains(name))
            {
                throw At(key, $"'{Full(Shown(key))}' is not a field of {source.What}; fields here are {string.Join(", ", known.Order(StringComparer.Ordinal))}");
            }
        }
    }

    /// <summary>An error about the value of a field.</summary>
    public WinnowException Wrong(string field, string expected) => Wrong(field, Find(field) ?? node, expected);

    private IList<YamlNode> ListOf(string field, int most, string what) => Find(field) switch
    {
        null => throw Missing(field),
        YamlSequenceNode { Children.Count: > 0 } list when list.Children.Count <= most => list.Children,
        YamlSequenceNode list => throw At(list, $"'{Full(field)}' has {list.Children.Count} entries: 1 to {most} {what} are expected"),
        var other => throw Wrong(field, other, $"a list of {what} is expected"),
    };

    private YamlNode? Find(string field)
    {
        known.Add(field);
        return node.Children.TryGetValue(new YamlScalarNode(field), out var value) ? value : null;
    }

    private string ToText(string field, YamlNode found) => found is YamlScalarNode { Value: { } value } ? value : throw Wrong(field, found, "a text is expected");

    private double ToNumber(string field, YamlNode found) =>
        found is YamlScalarNode scalar && double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw Wrong(field, found, "a number is expected");

    private WinnowException Missing(string field) => At(node, $"field '{Full(field)}' is missing");

    private WinnowException Wrong(string field, YamlNode found, string expected)
    {
        var shown = found is YamlScalarNode ? $"'{Shown(found)}'" : found is YamlSequenceNode ? "a list" : "a mapping";
        return At(found, $"'{Full(field)}' is {shown}: {expected}");
    }

    private WinnowException At(YamlNode where, string what) => YamlText.Error(source, where.Start.Line, $"{what}. The fields are described in {source.Document}.");

    private static string Shown(YamlNode found)
    {
        var text = found is YamlScalarNode scalar ? scalar.Value ?? "" : "(no text)";
        return text.Length > ShownChars ? $"{text.AsSpan(0, ShownChars)}…" : text;
    }

    private string Full(string field) => path.Length == 0 ? field : $"{path}.{field}";

    private static string Full(string field, YamlNode key) => $"{field}.{Shown(key)}";
}
