namespace Winnow.Core.Formats;

/// <summary>Families, media types and extensions of the content kinds.</summary>
public static class ContentKinds
{
    public static bool IsImage(this ContentKind kind) => kind is >= ContentKind.Png and <= ContentKind.Bmp;

    public static bool IsArchive(this ContentKind kind) => kind is ContentKind.Zip or ContentKind.Tar or ContentKind.TarGz;

    public static bool IsAnnotations(this ContentKind kind) =>
        kind is ContentKind.AnnotationCsv or ContentKind.AnnotationJsonl or ContentKind.AnnotationCoco;

    /// <summary>Whether the file is a sample by itself: an image or a text.</summary>
    public static bool IsItem(this ContentKind kind) => kind.IsImage() || kind is ContentKind.Text;

    /// <summary>The media type (RFC 6838) under which the content is stored and served.</summary>
    public static string MediaType(this ContentKind kind) => kind switch
    {
        ContentKind.Png => "image/png",
        ContentKind.Jpeg => "image/jpeg",
        ContentKind.WebP => "image/webp",
        ContentKind.Gif => "image/gif",
        ContentKind.Bmp => "image/bmp",
        ContentKind.Text or ContentKind.Utf16Text => "text/plain",
        ContentKind.AnnotationCsv => "text/csv",
        ContentKind.AnnotationJsonl => "application/jsonl",
        ContentKind.AnnotationCoco => "application/json",
        ContentKind.Zip => "application/zip",
        ContentKind.Tar => "application/x-tar",
        ContentKind.TarGz => "application/gzip",
        _ => "application/octet-stream",
    };

    /// <summary>The canonical extension of a media type of <see cref="MediaType"/>, with its dot; <c>.bin</c> for any other.</summary>
    public static string ExtensionOf(string mediaType) => mediaType switch
    {
        "image/png" => ".png",
        "image/jpeg" => ".jpg",
        "image/webp" => ".webp",
        "image/gif" => ".gif",
        "image/bmp" => ".bmp",
        "text/plain" => ".txt",
        "text/csv" => ".csv",
        "application/jsonl" => ".jsonl",
        "application/json" => ".json",
        "application/zip" => ".zip",
        "application/x-tar" => ".tar",
        "application/gzip" => ".tar.gz",
        _ => ".bin",
    };

    /// <summary>The canonical extension, with its dot.</summary>
    public static string Extension(this ContentKind kind) => ExtensionOf(kind.MediaType());

    /// <summary>What the kind is called in messages for people: <c>a PNG image</c>.</summary>
    public static string Describe(this ContentKind kind) => kind switch
    {
        ContentKind.Png => "a PNG image",
        ContentKind.Jpeg => "a JPEG image",
        ContentKind.WebP => "a WebP image",
        ContentKind.Gif => "a GIF image",
        ContentKind.Bmp => "a BMP image",
        ContentKind.Text => "plain text",
        ContentKind.Utf16Text => "UTF-16 text",
        ContentKind.AnnotationCsv => "a CSV file of annotations",
        ContentKind.AnnotationJsonl => "a JSONL file of annotations",
        ContentKind.AnnotationCoco => "a COCO file of annotations",
        ContentKind.Zip => "a zip archive",
        ContentKind.Tar => "a tar archive",
        ContentKind.TarGz => "a gzip-compressed tar archive",
        ContentKind.Empty => "empty",
        _ => "of no known type",
    };
}
