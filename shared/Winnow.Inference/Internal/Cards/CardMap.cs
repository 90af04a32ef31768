using System.Globalization;
using Winnow.Core.Errors;
using YamlDotNet.RepresentationModel;

namespace Winnow.Inference.Internal.Cards;

/// <summary>One mapping of a model card, read field by field; whatever is missing, mistyped or unknown is an error that names file, line and field.</summary>
internal sealed class CardMap(string file, string path, YamlMappingNode node)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public bool Has(string field) => Find(field) is not null;

    public string Text(string field) => OptionalText(field) ?? throw Missing(field);

    public string? OptionalText(string field) => Find(field) switch
    {
        null => null,
        YamlScalarNode { Value.Length: > 0 } scalar => scalar.Value,
        var other => throw Wrong(field, other, "a text is expected"),
    };

    public int Whole(string field, int minimum, int maximum, int? fallback = null)
    {
        var found = Find(field);
        if (found is null) return fallback ?? throw Missing(field);
        if (found is YamlScalarNode scalar && int.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= minimum && value <= maximum)
            return value;
        throw Wrong(field, found, $"a whole number from {minimum} to {maximum} is expected");
    }

    public double Number(string field, double fallback) => OptionalNumber(field) ?? fallback;

    public double? OptionalNumber(string field) => Find(field) is { } found ? ToNumber(field, found) : null;

    /// <summary>A number from <paramref name="minimum"/> to <paramref name="maximum"/>.</summary>
    public double Number(string field, double fallback, double minimum, double maximum)
    {
        var value = Number(field, fallback);
        return value >= minimum && value <= maximum
            ? value
            : throw Wrong(field, FormattableString.Invariant($"a number from {minimum} to {maximum} is expected"));
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
            if (name == text) return value;
        }

        throw Wrong(field, Find(field)!, $"one of {string.Join(", ", choices.Select(choice => choice.Name))} is expected");
    }

    /// <summary>A list of <paramref name="count"/> numbers; a single number stands for as many equal ones.</summary>
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

    /// <summary>A list of any number of numbers; null when there is no such field.</summary>
    public double[]? OptionalNumbers(string field) => Find(field) switch
    {
        null => null,
        YamlSequenceNode list => [.. list.Children.Select(child => ToNumber(field, child))],
        var other => throw Wrong(field, other, "a list of numbers is expected"),
    };

    /// <summary>A list of texts; null when the field is not there, or is no list.</summary>
    public IReadOnlyList<string>? Texts(string field)
    {
        if (Find(field) is not YamlSequenceNode list) return null;
        return [.. list.Children.Select(child => child is YamlScalarNode { Value: { } value } ? value : throw Wrong(field, child, "a text is expected"))];
    }

    /// <summary>A list of mappings; null when there is no such field.</summary>
    public IReadOnlyList<CardMap>? OptionalMaps(string field) => Find(field) switch
    {
        null => null,
        YamlSequenceNode list => [.. list.Children.Select((child, i) => ToMap($"{field}[{i}]", child))],
        var other => throw Wrong(field, other, "a list of mappings is expected"),
    };

    public bool IsMap(string field) => Find(field) is YamlMappingNode;

    public CardMap Map(string field) => Find(field) switch
    {
        null => throw Missing(field),
        var found => ToMap(field, found),
    };

    /// <summary>Refuses fields that nobody asked for.</summary>
    public void End()
    {
        foreach (var key in node.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } name } || !_known.Contains(name))
                throw At(key, $"'{Full(key.ToString())}' is not a field of a model card; fields here are {string.Join(", ", _known.Order())}");
        }
    }

    public WinnowException Wrong(string field, string expected) => Wrong(field, Find(field) ?? node, expected);

    private YamlNode? Find(string field)
    {
        _known.Add(field);
        return node.Children.TryGetValue(new YamlScalarNode(field), out var value) ? value : null;
    }

    private CardMap ToMap(string field, YamlNode found) =>
        found is YamlMappingNode map ? new(file, Full(field), map) : throw Wrong(field, found, "a mapping is expected");

    private double ToNumber(string field, YamlNode found)
    {
        var isNumber = found is YamlScalarNode;
        var value = double.NaN;
        isNumber = isNumber && double.TryParse(((YamlScalarNode)found).Value, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
        return isNumber && double.IsFinite(value) ? value : throw Wrong(field, found, "a number is expected");
    }

    private WinnowException Missing(string field) => At(node, $"field '{Full(field)}' is missing");

    private WinnowException Wrong(string field, YamlNode found, string expected)
    {
        var shown = found is YamlScalarNode scalar ? $"'{scalar.Value}'" : found is YamlSequenceNode ? "a list" : "a mapping";
        return At(found, $"'{Full(field)}' is {shown}: {expected}");
    }

    private WinnowException At(YamlNode where, string what) =>
        new(ErrorCodes.InvalidCard, $"{file}, line {where.Start.Line}: {what}. The fields are described in docs/model-card.md.");

    private string Full(string field) => path.Length == 0 ? field : $"{path}.{field}";
}
