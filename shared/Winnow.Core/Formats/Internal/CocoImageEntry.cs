namespace Winnow.Core.Formats.Internal;

/// <summary>One image of a COCO file; or the <c>Problem</c> for which it could not be read.</summary>
internal readonly record struct CocoImageEntry(
    string Id, string FileName, int? Height = null, int? Width = null, IReadOnlyDictionary<string, string>? Metadata = null, string? Problem = null);
