namespace Winnow.Core.Formats.Internal;

/// <summary>One category of a COCO file; or the <c>Problem</c> for which it could not be read.</summary>
internal readonly record struct CocoCategory(string Id, string Name, string? Problem = null);
