namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>Matches the detections of an image with its truths at IoU 0.5 and says what is wrong with each, as TIDE does.</summary>
/// <remarks>
/// By falling score, at most 100 of the image: a detection takes the truth of its class with the largest overlap that is left (of equal ones the
/// first). An unmatched truth can be had by mending one detection only: the one with the highest score whose error is about it.
/// </remarks>
internal sealed class ErrorFinder
{
    public const double Positive = 0.5;
    public const double Background = 0.1;
    public const int MaxDetections = 100;
    private const int None = -1;
    private readonly ImageObjects image;
    private readonly int[] truths;
    private readonly double[] overlaps;
    private readonly int[] finders;
    private readonly int[] menders;

    public ErrorFinder(ImageObjects image)
    {
        this.image = image;
        var ranked = image.RankDetections();
        Detections = ranked.Length > MaxDetections ? ranked[..MaxDetections] : ranked;
        truths = [.. Enumerable.Range(0, image.Truths.Count).Where(truth => !image.Truths[truth].IsCrowd)];
        (finders, menders) = (new int[truths.Length], new int[truths.Length]);
        Array.Fill(finders, None);
        Array.Fill(menders, None);
        overlaps = Measure();
        Errors = new (byte Outcome, int Truth)[Detections.Length];
        for (var rank = 0; rank < Detections.Length; rank++)
        {
            Match(rank);
        }

        for (var rank = 0; rank < Detections.Length; rank++)
        {
            Explain(rank);
        }
    }

    /// <summary>Indices of the detections that are looked at, by falling score.</summary>
    public int[] Detections { get; }

    /// <summary>For each of them what is wrong with it, or <see cref="ErrorRow.Right"/>, and the truth that it is about: an index, or -1.</summary>
    public (byte Outcome, int Truth)[] Errors { get; }

    /// <summary>Indices of the truths that are to be found.</summary>
    public IReadOnlyList<int> Truths => truths;

    /// <summary>Whether nothing found a truth, by its place in <see cref="Truths"/>.</summary>
    public bool IsUnmatched(int place) => finders[place] == None;

    /// <summary>Whether nothing would find it once mended, by its place in <see cref="Truths"/>.</summary>
    public bool IsMissed(int place) => IsUnmatched(place) && menders[place] == None;

    /// <summary>Whether a detection that is wrong only matches a crowd of its class.</summary>
    public bool IsIgnored(int rank)
    {
        var detection = Detections[rank];
        for (var truth = 0; truth < image.Truths.Count && Errors[rank].Outcome != ErrorRow.Right; truth++)
        {
            if (image.Truths[truth].IsCrowd && IsSameClass(detection, truth) && image.Detections.Iou(detection, image.Truths, truth, isCrowd: true) > Positive)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Index of the truth that a detection would find once mended; -1: none that another one has not.</summary>
    public int MendedTruth(int rank)
    {
        var place = Array.IndexOf(menders, rank);
        return place < 0 ? None : truths[place];
    }

    private double[] Measure()
    {
        var measured = new double[Detections.Length * truths.Length];
        for (var i = 0; i < measured.Length; i++)
        {
            measured[i] = image.Detections.Iou(Detections[i / truths.Length], image.Truths, truths[i % truths.Length], isCrowd: false);
        }

        return measured;
    }

    private void Match(int rank)
    {
        var best = Largest(rank, place => finders[place] == None && IsSameClass(Detections[rank], truths[place]));
        if (best.Place >= 0 && best.Overlap >= Positive)
        {
            finders[best.Place] = rank;
            Errors[rank] = (ErrorRow.Right, truths[best.Place]);
        }
    }

    private void Explain(int rank)
    {
        if (Errors[rank].Outcome == ErrorRow.Right)
        {
            return;
        }

        var (kind, place) = Judge(rank, Detections[rank]);
        Errors[rank] = ((byte)kind, place < 0 ? None : truths[place]);
        if (kind is DetectionErrorKind.WrongPlace or DetectionErrorKind.WrongClass && IsUnmatched(place) && menders[place] == None)
        {
            menders[place] = rank;
        }
    }

    private (DetectionErrorKind Kind, int Place) Judge(int rank, int detection)
    {
        var same = Largest(rank, place => IsSameClass(detection, truths[place]));
        if (same.Overlap is >= Background and <= Positive)
        {
            return (DetectionErrorKind.WrongPlace, same.Place);
        }

        var other = Largest(rank, place => !IsSameClass(detection, truths[place]));
        if (other.Overlap >= Positive)
        {
            return (DetectionErrorKind.WrongClass, other.Place);
        }

        var found = Largest(rank, place => finders[place] != None && IsSameClass(detection, truths[place]));
        if (found.Overlap >= Positive)
        {
            return (DetectionErrorKind.Duplicate, found.Place);
        }

        var any = Largest(rank, _ => true);
        return any.Overlap <= Background ? (DetectionErrorKind.Background, None) : (DetectionErrorKind.WrongBoth, any.Place);
    }

    // Place -1 when nothing overlaps.
    private (int Place, double Overlap) Largest(int rank, Func<int, bool> isCandidate)
    {
        var (best, largest) = (None, 0.0);
        for (var place = 0; place < truths.Length; place++)
        {
            var overlap = overlaps[(rank * truths.Length) + place];
            if (overlap > largest && isCandidate(place))
            {
                (best, largest) = (place, overlap);
            }
        }

        return (best, largest);
    }

    private bool IsSameClass(int detection, int truth) =>
        string.Equals(image.Detections[detection].Label, image.Truths[truth].Label, StringComparison.Ordinal);
}
