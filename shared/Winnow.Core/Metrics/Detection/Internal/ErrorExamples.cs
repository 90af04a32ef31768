namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>Keeps of each kind the errors with the highest scores; which ones does not depend on the order in which they come.</summary>
internal sealed class ErrorExamples(int perKind)
{
    private readonly SortedSet<DetectionError>[] kept =
        [.. Enum.GetValues<DetectionErrorKind>().Select(_ => new SortedSet<DetectionError>(Comparer<DetectionError>.Create(Compare)))];

    /// <summary>By kind, then the highest score first, then by image (ordinal) and index.</summary>
    public IReadOnlyList<DetectionError> All => [.. kept.SelectMany(errors => errors)];

    public void Add(DetectionError error)
    {
        var errors = kept[(int)error.Kind];
        if (errors.Count < perKind)
        {
            errors.Add(error);
        }
        else if (Compare(error, errors.Max!) < 0)
        {
            errors.Remove(errors.Max!);
            errors.Add(error);
        }
    }

    private static int Compare(DetectionError left, DetectionError right)
    {
        var order = Nullable.Compare(right.Score, left.Score);
        order = order != 0 ? order : string.CompareOrdinal(left.ImageId, right.ImageId);
        order = order != 0 ? order : Nullable.Compare(left.Detection, right.Detection);
        return order != 0 ? order : Nullable.Compare(left.Truth, right.Truth);
    }
}
