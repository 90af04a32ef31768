namespace Winnow.Storage.Tables;

/// <summary>A name that stands for an item, with what annotation files said about it.</summary>
internal sealed record NamedItem(string Path, string ItemId, string Pack, IReadOnlyList<AnnotationRow> Annotations);
