namespace Winnow.Core.Ingestion;

/// <summary>The stable codes for refused files.</summary>
public static class RefusalCodes
{
    public const string Empty = "empty-file";
    public const string TooLarge = "too-large";
    public const string UnknownType = "unknown-type";
    public const string TypeMismatch = "type-mismatch";
    public const string TruncatedImage = "truncated-image";
    public const string CorruptImage = "corrupt-image";
    public const string TooManyPixels = "too-many-pixels";
    public const string InvalidText = "invalid-text";
    public const string CorruptArchive = "corrupt-archive";
    public const string UnsupportedArchive = "unsupported-archive";
    public const string UnsafeEntry = "unsafe-entry";
    public const string DuplicateEntry = "duplicate-entry";
    public const string UnsafeEntryName = "unsafe-entry-name";
    public const string ArchiveBomb = "archive-bomb";
    public const string NestedArchive = "nested-archive";
    public const string InvalidPath = "invalid-path";
    public const string InvalidDataset = "invalid-dataset";
    public const string InvalidAnnotation = "invalid-annotation";
    public const string UnknownClass = "unknown-class";
    public const string ConflictingAnnotation = "conflicting-annotation";
    public const string InvalidPrediction = "invalid-prediction";
    public const string DuplicatePrediction = "duplicate-prediction";

    /// <summary>A prediction about an item that the dataset does not have.</summary>
    public const string UnknownItem = "unknown-item";
    public const string InvalidAddress = "invalid-address";
    public const string ForbiddenAddress = "forbidden-address";
    public const string MissingSource = "missing-source";
    public const string ForbiddenSource = "forbidden-source";
    public const string NameTaken = "name-taken";
    public const string Failed = "processing-failed";
}
