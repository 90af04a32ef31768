namespace Winnow.Core.Formats;

/// <summary>What a file is, as its bytes say.</summary>
public enum ContentKind
{
    /// <summary>None of the kinds below.</summary>
    Unknown,

    /// <summary>No bytes at all.</summary>
    Empty,
    Png,
    Jpeg,
    WebP,
    Gif,
    Bmp,

    /// <summary>UTF-8 text without NUL, with or without a byte order mark.</summary>
    Text,

    /// <summary>Text in UTF-16 with a byte order mark: recognised to be refused with a useful reason.</summary>
    Utf16Text,

    /// <summary>Comma-separated annotations with the column <c>file_name</c>.</summary>
    AnnotationCsv,

    /// <summary>One JSON object with the key <c>file_name</c> per line.</summary>
    AnnotationJsonl,

    /// <summary>A COCO annotation file: one JSON object with images, annotations and categories.</summary>
    AnnotationCoco,
    Zip,
    Tar,
    TarGz,
}
