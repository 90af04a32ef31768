using Winnow.Core.Catalogue;
using Winnow.Core.Versions;

namespace Winnow.Storage.Tables;

/// <summary>Everything known about one item, and what follows from it: its state, its split, its label and its rows of the index.</summary>
/// <remarks>A pure function of the rows of Items, Annotations and Predictions, so that the order in which they came does not matter.</remarks>
internal sealed class ItemFacts
{
    private readonly IReadOnlyList<AnnotationRow> truths;
    private readonly IReadOnlyList<Prediction> predictions;
    private readonly IReadOnlyList<ErrorRow> errors;
    private readonly List<Prediction> accepted;

    public ItemFacts(
        Item item, IEnumerable<AnnotationRow> annotations, IEnumerable<Prediction> predictions, IEnumerable<ErrorRow> errors)
    {
        var said = annotations
            .OrderBy(row => row.Source != Annotation.DefaultSource)
            .ThenBy(row => row.Source, StringComparer.Ordinal)
            .ToList();
        truths = [.. said.Where(row => row.IsGroundTruth)];
        this.predictions = [.. predictions.OrderByDescending(row => row.Confidence).ThenBy(row => row.Model.ToString(), StringComparer.Ordinal)];
        this.errors = [.. errors.Where(row => PredictionOf(row.Model) is not { } said || said.Essence == row.Of)];
        accepted = [.. this.predictions.Where(row => row.IsPseudoLabel && row.Error is null)];
        var state = truths.Count > 0 ? ItemState.Annotated : accepted.Count > 0 ? ItemState.PseudoLabelled : ItemState.Unlabelled;
        Item = item with { State = state, Split = said.Select(row => row.Split).FirstOrDefault(split => split is not null) ?? item.Split };
        Detail = said.Select(row => row.Detail).FirstOrDefault(DetailStore.IsTruth) ?? said.Select(row => row.Detail).FirstOrDefault(detail => detail is not null);
        Disagreement = this.predictions.Max(row => row.Decision?.Disagreement);
        Labels = FindLabels();
        Best = FindBest();
    }

    /// <summary>The item with the state and split that follow from the rest.</summary>
    public Item Item { get; }

    /// <summary>What people said beyond a class and a text, as <see cref="DetailStore"/> keeps it: ground truth, or else metadata.</summary>
    public string? Detail { get; }

    /// <summary>How far the models of the label policy are apart; null when not more than one was asked.</summary>
    public double? Disagreement { get; }

    /// <summary>The item's labels: those that people gave, or else those that were accepted from models, with their confidence.</summary>
    public IReadOnlyList<Said> Labels { get; }

    /// <summary>What people said, or else the accepted or, failing that, the most confident prediction.</summary>
    public Said Best { get; }

    /// <summary>The prediction of one model; null when it made none.</summary>
    public Said? PredictionOf(string model) =>
        predictions.Where(row => row.Model.ToString() == model).Select(Said.By).FirstOrDefault();

    /// <summary>The erroneous predictions of one kind.</summary>
    public IEnumerable<Said> ErrorsOf(string kind) => errors.Where(row => row.Kind == kind).Select(Say);

    /// <summary>The rows of the index in which the item must be found.</summary>
    public IEnumerable<IndexRow> IndexRows()
    {
        var byTime = $"{TableKey.Ascending(Item.IngestedAt)}|{Item.Id}";
        yield return new(IndexField.State(Item.State), byTime, Best);
        if (Item.Split is { } split)
        {
            yield return new(IndexField.Split(split), byTime, Best);
        }

        if (Disagreement is { } disagreement and > 0)
        {
            yield return new(IndexField.Disagreement, $"{TableKey.Descending(disagreement)}|{Item.Id}", Best);
        }

        foreach (var label in Labels)
        {
            yield return new(IndexField.Label(label.Label!), ByConfidence(label), label);
        }

        foreach (var prediction in predictions.Select(Said.By))
        {
            yield return new(IndexField.Model(prediction.Model!), ByConfidence(prediction), prediction);
        }

        foreach (var error in errors)
        {
            var said = Say(error);
            yield return new(IndexField.Error(error.Kind), $"{ByConfidence(said)}|{error.Model}", said);
        }
    }

    /// <summary>The item and its label, whole, as versions record them.</summary>
    public ManifestItem ToManifest()
    {
        var prediction = truths.Count == 0 ? accepted.FirstOrDefault() : null;
        return new()
        {
            ItemId = Item.Id,
            Name = Item.Name,
            Pack = Item.Pack,
            Offset = Item.Offset,
            Length = Item.Length,
            MediaType = Item.MediaType,
            Width = Item.Width,
            Height = Item.Height,
            Split = Item.Split,
            State = ItemStates.NameOf(Item.State),
            Label = prediction?.Label ?? truths.Select(row => row.Label).FirstOrDefault(label => label is not null),
            Text = prediction?.Text ?? truths.Select(row => row.Text).FirstOrDefault(text => text is not null),
            Confidence = prediction?.Confidence,
            Model = prediction?.Model.ToString(),
        };
    }

    private string ByConfidence(Said said) => $"{TableKey.Descending(said.Confidence ?? 0)}|{Item.Id}";

    private List<Said> FindLabels()
    {
        if (truths.Count > 0)
        {
            return [.. truths.Where(row => row.Label is not null).DistinctBy(row => row.Label).Select(row => new Said(row.Label, row.Text, 1, null))];
        }

        return [.. accepted.Where(row => row.Label is not null).DistinctBy(row => row.Label).Select(Said.By)];
    }

    private Said FindBest()
    {
        if (truths.Count > 0)
        {
            var label = truths.Select(row => row.Label).FirstOrDefault(value => value is not null);
            return new(label, truths.Select(row => row.Text).FirstOrDefault(value => value is not null), 1, null);
        }

        var best = accepted.FirstOrDefault() ?? predictions.FirstOrDefault(row => row.Error is null);
        return best is null ? Said.Nothing : Said.By(best);
    }

    private Said Say(ErrorRow error) => PredictionOf(error.Model) ?? new(null, null, 0, error.Model);
}
