using Winnow.Core.Labels.Internal;

namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>The results of images: rows for detections, and rows for truths.</summary>
internal sealed class ImageResults<TDetection, TTruth>
    where TDetection : struct, IResultRow<TDetection>
    where TTruth : struct, IResultRow<TTruth>
{
    public ImageResults()
        : this(new(), new())
    {
    }

    /// <exception cref="ArgumentException">The state is broken.</exception>
    public ImageResults(DetectionState state)
        : this(ResultRows<TDetection>.FromBytes(state.Detections, state.Images.Count), ResultRows<TTruth>.FromBytes(state.Truths, state.Images.Count))
    {
        foreach (var name in state.Classes)
        {
            Classes.IdOf(name);
        }

        foreach (var image in state.Images)
        {
            CheckIsNew(image);
            Images.IdOf(image);
        }

        CheckClasses(Detections);
        CheckClasses(Truths);
    }

    private ImageResults(ResultRows<TDetection> detections, ResultRows<TTruth> truths) => (Detections, Truths) = (detections, truths);

    public NameNumbers Classes { get; } = new();

    public NameNumbers Images { get; } = new();

    public ResultRows<TDetection> Detections { get; }

    public ResultRows<TTruth> Truths { get; }

    public DetectionState ToState()
    {
        var (images, classes) = (Images.Order(), Classes.Places());
        return new(Classes.Ordered(), Images.Ordered(), Detections.ToBytes(images, classes), Truths.ToBytes(images, classes));
    }

    /// <exception cref="ArgumentException">The image is there already.</exception>
    public void CheckIsNew(string imageId)
    {
        if (Images.Contains(imageId))
        {
            throw new ArgumentException($"Image '{imageId}' was counted before; an image counts once.", nameof(imageId));
        }
    }

    /// <summary>Ends an image whose rows were added.</summary>
    public void EndImage(string imageId)
    {
        Images.IdOf(imageId);
        Detections.EndImage();
        Truths.EndImage();
    }

    /// <exception cref="ArgumentException">An image is in both; nothing is changed.</exception>
    public void Merge(ImageResults<TDetection, TTruth> other)
    {
        for (var image = 0; image < other.Images.Count; image++)
        {
            CheckIsNew(other.Images[image]);
        }

        for (var image = 0; image < other.Images.Count; image++)
        {
            Images.IdOf(other.Images[image]);
        }

        var classes = new int[other.Classes.Count];
        for (var id = 0; id < classes.Length; id++)
        {
            classes[id] = Classes.IdOf(other.Classes[id]);
        }

        Detections.Append(other.Detections, classes);
        Truths.Append(other.Truths, classes);
    }

    private void CheckClasses<TRow>(ResultRows<TRow> rows)
        where TRow : struct, IResultRow<TRow>
    {
        foreach (var row in rows.All)
        {
            if (row.Class < 0 || row.Class >= Classes.Count)
            {
                throw new ArgumentException($"A row has the class {row.Class}; there are {Classes.Count}.", nameof(rows));
            }
        }
    }
}
