using System.Globalization;
using System.Runtime.InteropServices;
using Winnow.Core.Labels.Internal;
using Winnow.Core.Slices;

namespace Winnow.Core.Evaluations.Analysis;

/// <summary>The results of the items of a run by column, in memory: what intervals, slices and comparisons are made of.</summary>
/// <remarks>
/// About 60 bytes an item, 8 for each part, number, and class whose probability is kept, 1 for each attribute. Items keep the order in which
/// their packs were added; names and texts stay in the files, and are read again for the few items that a report shows.
/// </remarks>
public sealed class OutcomeTable
{
    /// <summary>Probabilities above which none are kept: 200 MB.</summary>
    public const long MaxProbabilities = 25_000_000;

    private readonly List<UInt128> ids = [];
    private readonly List<double> losses = [];
    private readonly List<double> confidences = [];
    private readonly List<int> truths = [];
    private readonly List<int> predicted = [];
    private readonly List<int> groups = [];
    private readonly List<double> probabilities = [];
    private readonly List<(int Pack, int Row)> places = [];
    private readonly List<string> packs = [];
    private readonly NameNumbers classes = new();
    private readonly NameNumbers groupNames = new();
    private readonly Dictionary<string, List<double>> parts;
    private readonly OutcomeTableLayout layout;
    private readonly string?[] texts;
    private readonly double?[] numbers;

    public OutcomeTable(OutcomeTableLayout layout)
    {
        this.layout = layout;
        parts = layout.Parts.ToDictionary(name => name, _ => new List<double>(), StringComparer.Ordinal);
        Attributes = new(layout.Attributes, layout.Numbers);
        (texts, numbers) = (new string?[layout.Attributes.Count], new double?[layout.Numbers.Count]);
    }

    public int Count => losses.Count;

    public ReadOnlySpan<double> Losses => CollectionsMarshal.AsSpan(losses);

    /// <summary>NaN: nobody said.</summary>
    public ReadOnlySpan<double> Confidences => CollectionsMarshal.AsSpan(confidences);

    /// <summary>Numbers of the true classes in <see cref="Classes"/>; empty for tasks without classes.</summary>
    public ReadOnlySpan<int> Truths => CollectionsMarshal.AsSpan(truths);

    /// <summary>Numbers of the predicted classes.</summary>
    public ReadOnlySpan<int> Predicted => CollectionsMarshal.AsSpan(predicted);

    /// <summary>Classes in the order in which they were met.</summary>
    public IReadOnlyList<string> Classes => classes.All;

    /// <summary>Numbers of the groups of items that are resampled together; empty: every item stands alone.</summary>
    public ReadOnlySpan<int> Groups => CollectionsMarshal.AsSpan(groups);

    /// <summary>The classes of <see cref="ProbabilitiesOf"/>; empty when no probabilities are kept.</summary>
    public IReadOnlyList<string> ProbabilityClasses => layout.ProbabilityClasses;

    /// <summary>The facts about the items.</summary>
    public AttributeTable Attributes { get; }

    /// <summary>What the items add to a sum.</summary>
    public ReadOnlySpan<double> Part(string name) => CollectionsMarshal.AsSpan(parts[name]);

    /// <summary>The probabilities of an item's classes; NaN where the model gave none.</summary>
    public ReadOnlySpan<double> ProbabilitiesOf(int row) =>
        CollectionsMarshal.AsSpan(probabilities).Slice(row * layout.ProbabilityClasses.Count, layout.ProbabilityClasses.Count);

    /// <summary>The first 128 bits of the item's id, which is a hash.</summary>
    public UInt128 IdOf(int row) => ids[row];

    /// <summary>Where the item's results lie.</summary>
    public (string Pack, int Row) PlaceOf(int row) => (packs[places[row].Pack], places[row].Row);

    /// <summary>All rows.</summary>
    public int[] AllRows() => [.. Enumerable.Range(0, Count)];

    /// <summary>Share of the run's items that were taken.</summary>
    public double Share => layout.Share;

    /// <summary>The rows that a table with this share of the items would have: the same items in every run.</summary>
    public int[] Sample(double share) => share >= Share ? AllRows() : [.. Enumerable.Range(0, Count).Where(row => IsSampled(ids[row], share))];

    /// <summary>Adds the results of a pack.</summary>
    public void Add(OutcomeColumns pack)
    {
        packs.Add(pack.Pack);
        var columns = new PackColumns(pack, layout);
        for (var row = 0; row < pack.Count; row++)
        {
            var id = IdOf(pack.ItemIds[row]!);
            if (IsSampled(id, layout.Share))
            {
                Add(pack, columns, row, id);
            }
        }
    }

    private void Add(OutcomeColumns pack, PackColumns columns, int row, UInt128 id)
    {
        ids.Add(id);
        places.Add((packs.Count - 1, row));
        losses.Add(pack.Losses[row]);
        confidences.Add(pack.Confidences[row]);
        foreach (var (name, values) in columns.Parts)
        {
            parts[name].Add(values[row]);
        }

        if (layout.KeepsClasses)
        {
            truths.Add(classes.IdOf(pack.Truths[row]!));
            predicted.Add(classes.IdOf(pack.Predicted[row]!));
        }

        foreach (var values in columns.Probabilities)
        {
            probabilities.Add(values?[row] ?? double.NaN);
        }

        AddAttributes(columns, row);
    }

    private void AddAttributes(PackColumns columns, int row)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = columns.Texts[i]?[row];
        }

        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = columns.Numbers[i]?[row] is { } number && double.IsFinite(number) ? number : null;
        }

        Attributes.AddRow(texts, numbers);
        if (layout.GroupBy is not null)
        {
            // An item without the attribute is a group of its own.
            var group = columns.Group?[row];
            groups.Add(groupNames.IdOf(group ?? $"\0{losses.Count}"));
        }
    }

    // Ids are hashes: their first bits are a fair draw, and the same one in every run.
    private static bool IsSampled(UInt128 id, double share) => share >= 1 || (double)(ulong)(id >> 64) < share * 18446744073709551616.0;

    /// <summary>The first 128 bits of an item id.</summary>
    /// <exception cref="ArgumentException">It is no item id.</exception>
    public static UInt128 IdOf(string itemId) =>
        UInt128.TryParse(itemId.AsSpan(0, Math.Min(32, itemId.Length)), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw new ArgumentException($"'{itemId}' is no item id, which is 64 hex digits.", nameof(itemId));

    /// <summary>The columns of a pack in the order of the table's.</summary>
    private sealed class PackColumns
    {
        public PackColumns(OutcomeColumns pack, OutcomeTableLayout layout)
        {
            var (texts, numbers, probabilities) = (pack.Attributes.ToDictionary(), pack.Numbers.ToDictionary(), pack.Probabilities.ToDictionary());
            Parts = [.. pack.Parts];
            Texts = [.. layout.Attributes.Select(texts.GetValueOrDefault)];
            Numbers = [.. layout.Numbers.Select(numbers.GetValueOrDefault)];
            Probabilities = [.. layout.ProbabilityClasses.Select(probabilities.GetValueOrDefault)];
            Group = layout.GroupBy is { } name ? texts.GetValueOrDefault(name) : null;
        }

        public KeyValuePair<string, double[]>[] Parts { get; }

        public string?[]?[] Texts { get; }

        public double[]?[] Numbers { get; }

        public double[]?[] Probabilities { get; }

        public string?[]? Group { get; }
    }
}
