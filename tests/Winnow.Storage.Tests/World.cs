using Winnow.Core.Catalogue;

namespace Winnow.Storage.Tests;

/// <summary>A random small dataset, what is true of it, and a plain answer to any query about it.</summary>
internal sealed class World
{
    public static readonly string[] Labels = ["cat", "dog", "it's / a?", "東京"];
    public static readonly string[] Splits = ["train", "test"];
    public static readonly string[] Kinds = ["misclassified", "misread"];
    public static readonly ModelId[] Models = [new("m1", "1"), new("m2", "2.0")];
    private static readonly double[] Confidences = [0, 0.25, 0.5, 0.9, 0.999999, 1];
    private static readonly string[] Folders = ["a/", "a/b/", "é'%/", "z|#?"];
    private readonly Random random;

    public World(string dataset, int seed, int count)
    {
        random = new Random(seed);
        Dataset = dataset;
        Items = [.. Enumerable.Range(0, count).Select(i =>
            Some.Item(dataset, $"{Pick(Folders)}{i:D3}.png", $"b1-0000-{i % 3:D4}", i, Maybe(Splits)))];
        Names = [.. Items.SelectMany(NamesOf)];
        Annotations = [.. Names.Where(_ => random.Next(3) == 0).SelectMany(AnnotationsOf)];
        Predictions = [.. Models.SelectMany(model => Items.Where(_ => random.Next(2) == 0).Select(item =>
            Some.Prediction(item, Pick(Labels), Pick(Confidences), random.Next(2) == 0, model) with
            {
                Decision = random.Next(3) == 0 ? new() { Disagreement = Pick(Confidences) } : null,
            }))];
        Errors = Models.ToDictionary(model => model, model => Predictions
            .Where(prediction => prediction.Model == model && random.Next(3) == 0)
            .ToDictionary(prediction => prediction.ItemId, _ => Pick(Kinds)));
    }

    public string Dataset { get; }

    public List<Item> Items { get; }

    public List<ItemName> Names { get; }

    public List<NamedAnnotation> Annotations { get; }

    public List<Prediction> Predictions { get; }

    public Dictionary<ModelId, Dictionary<string, string>> Errors { get; }

    public ItemQuery Query() => new()
    {
        Label = Maybe(Labels),
        MinimumConfidence = random.Next(4) == 0 ? Pick(Confidences[..4]) : null,
        MaximumConfidence = random.Next(4) == 0 ? Pick(Confidences[3..]) : null,
        Model = random.Next(3) == 0 ? Pick(Models).ToString() : null,
        Split = Maybe(Splits),
        State = random.Next(4) == 0 ? (ItemState)random.Next(3) : null,
        NamePrefix = random.Next(4) == 0 ? Pick([.. Folders, "other/", "", "a", "nobody"]) : null,
        Error = random.Next(5) == 0 ? Pick(Kinds) : null,
        MinimumDisagreement = random.Next(4) == 0 ? Pick(Confidences[1..4]) : null,
    };

    /// <summary>The writes of one pack that labelling and evaluation do.</summary>
    public IEnumerable<Func<ICatalogue, Task>> ModelWrites() =>
        from pack in Items.GroupBy(item => item.Pack)
        from model in Models
        select (Func<ICatalogue, Task>)(async catalogue =>
        {
            var ids = pack.Select(item => item.Id).ToHashSet();
            await catalogue.WritePredictionsAsync(
                Dataset, [.. pack], [.. Predictions.Where(row => row.Model == model && ids.Contains(row.ItemId))], CancellationToken.None);
            await catalogue.WriteErrorsAsync(Dataset, model, [.. pack], Errors[model], CancellationToken.None);
        });

    /// <summary>Every answer as <c>id label confidence model state split</c>, unordered.</summary>
    public IEnumerable<string> Answer(ItemQuery query) => Items.SelectMany(item => Answer(item, query)).Order(StringComparer.Ordinal);

    public static string Print(ItemSummary row) =>
        FormattableString.Invariant($"{row.Id[..8]} {row.Label} {row.Confidence} {row.Model} {row.State} {row.Split}");

    public T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    public void Shuffle<T>(List<T> list) => random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list));

    private string? Maybe(string[] from) => random.Next(3) == 0 ? Pick(from) : null;

    private IEnumerable<ItemName> NamesOf(Item item)
    {
        yield return Some.Name(item) with { IsFirst = random.Next(2) == 0 };
        for (var i = 0; random.Next(4) == 0; i++)
        {
            yield return Some.Name(item, $"other/{item.Id[..8]}-{i}");
        }
    }

    private IEnumerable<NamedAnnotation> AnnotationsOf(ItemName name)
    {
        foreach (var source in new[] { Annotation.DefaultSource, "second rater" })
        {
            if (random.Next(3) > 0)
            {
                yield return new() { Path = name.Path, Source = source, Label = Maybe(Labels), Text = Maybe(["text"]), Split = Maybe(Splits) };
            }
        }
    }

    private IEnumerable<string> Answer(Item item, ItemQuery query)
    {
        var names = Names.Where(name => name.ItemId == item.Id).Select(name => name.Path).ToHashSet();
        var said = Annotations.Where(row => names.Contains(row.Path))
            .GroupBy(row => row.Source)
            .Select(source => source.OrderBy(row => row.Path, StringComparer.Ordinal).First())
            .OrderBy(row => row.Source == Annotation.DefaultSource ? 0 : 1)
            .ToList();
        var truths = said.Where(row => row.Label is not null || row.Text is not null).ToList();
        var predictions = Predictions.Where(row => row.ItemId == item.Id)
            .OrderByDescending(row => row.Confidence).ThenBy(row => row.Model.Name, StringComparer.Ordinal).ToList();
        var accepted = predictions.Where(row => row.IsPseudoLabel).ToList();
        var state = truths.Count > 0 ? ItemState.Annotated : accepted.Count > 0 ? ItemState.PseudoLabelled : ItemState.Unlabelled;
        var split = said.FirstOrDefault(row => row.Split is not null)?.Split ?? item.Split;
        var labels = truths.Count > 0
            ? truths.Where(row => row.Label is not null).Select(row => (row.Label, Confidence: (double?)1, Model: (string?)null)).Distinct().ToList()
            : [.. accepted.DistinctBy(row => row.Label).Select(Row)];
        var best = truths.Count > 0 ? (Label: truths.Find(row => row.Label is not null)?.Label, Confidence: (double?)1, Model: (string?)null)
            : accepted.Concat(predictions).Select(Row).FirstOrDefault();

        if ((query.Split is not null && query.Split != split) || (query.State is not null && query.State != state)
            || (query.MinimumDisagreement is not null && !(predictions.Max(row => row.Decision?.Disagreement) >= query.MinimumDisagreement))
            || (query.Label is not null && !labels.Exists(label => label.Label == query.Label))
            || (query.NamePrefix is not null && !names.Any(name => name.StartsWith(query.NamePrefix, StringComparison.Ordinal))))
        {
            return [];
        }

        var found = query switch
        {
            { Error: { } kind } => predictions
                .Where(row => Errors[row.Model].GetValueOrDefault(item.Id) == kind && (query.Model is null || row.Model.ToString() == query.Model)).Select(Row),
            { Model: { } model } => predictions.Where(row => row.Model.ToString() == model).Select(Row),
            { Label: { } wanted } => labels.Where(label => label.Label == wanted),
            _ => [best],
        };
        var fitting = found.Where(row => (query.MinimumConfidence is null || row.Confidence >= query.MinimumConfidence)
            && (query.MaximumConfidence is null || row.Confidence <= query.MaximumConfidence));
        return (string.IsNullOrEmpty(query.NamePrefix) ? fitting : fitting.Take(1)).Select(row => Print(new()
        {
            Id = item.Id, Pack = item.Pack, Name = item.Name, Label = row.Label, Confidence = row.Confidence, Model = row.Model, State = state, Split = split,
        }));
    }

    private static (string? Label, double? Confidence, string? Model) Row(Prediction row) => (row.Label, row.Confidence, row.Model.ToString());
}
