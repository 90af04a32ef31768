using System.Text.Json;

namespace Winnow.Core.Evaluations;

/// <summary>The results of one pack by column, as <see cref="OutcomesFile"/> keeps them. A missing number is NaN.</summary>
/// <param name="pack">The pack.</param>
/// <param name="count">How many items.</param>
public sealed class OutcomeColumns(string pack, int count)
{
    private readonly Dictionary<string, string?[]> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double[]> doubles = new(StringComparer.Ordinal);

    public string Pack => pack;

    public int Count => count;

    public IReadOnlyList<string?> ItemIds => Texts("item_id");

    public IReadOnlyList<string?> Truths => Texts("truth");

    public IReadOnlyList<string?> Predicted => Texts("predicted");

    public ReadOnlySpan<double> Confidences => Doubles("confidence");

    public ReadOnlySpan<double> Losses => Doubles("loss");

    /// <summary>The parts of the task by name.</summary>
    public IEnumerable<KeyValuePair<string, double[]>> Parts => Named(doubles, OutcomesFile.Part);

    /// <summary>Facts about the items that are numbers.</summary>
    public IEnumerable<KeyValuePair<string, double[]>> Numbers => Named(doubles, OutcomesFile.Number);

    /// <summary>Facts about the items that are words.</summary>
    public IEnumerable<KeyValuePair<string, string?[]>> Attributes => Named(texts, OutcomesFile.Attribute);

    /// <summary>Probabilities by class.</summary>
    public IEnumerable<KeyValuePair<string, double[]>> Probabilities => Named(doubles, OutcomesFile.Probability);

    /// <summary>One item as a report shows it.</summary>
    public ReportItem Row(int row) => new()
    {
        ItemId = Texts("item_id")[row]!,
        Name = Texts("name")[row]!,
        Pack = pack,
        Truth = Texts("truth")[row]!,
        Predicted = Texts("predicted")[row]!,
        Confidence = double.IsNaN(Confidences[row]) ? null : Confidences[row],
        Loss = Losses[row],
        Objects = Texts("objects")[row] is { } json ? JsonSerializer.Deserialize<DrawnObject[]>(json, EvaluationJson.Options) : null,
    };

    internal string?[] Texts(string name) => Column(texts, name);

    internal double[] Doubles(string name) => Column(doubles, name);

    private T[] Column<T>(Dictionary<string, T[]> columns, string name) => columns.TryGetValue(name, out var column) ? column : columns[name] = new T[count];

    private static IEnumerable<KeyValuePair<string, T[]>> Named<T>(Dictionary<string, T[]> columns, string prefix) => columns
        .Where(column => column.Key.StartsWith(prefix, StringComparison.Ordinal))
        .Select(column => KeyValuePair.Create(column.Key[prefix.Length..], column.Value));
}
