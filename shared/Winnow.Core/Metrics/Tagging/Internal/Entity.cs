namespace Winnow.Core.Metrics.Tagging.Internal;

/// <summary>A run of tags that is one entity: the number of its type, the indexes of its first and last tag.</summary>
internal readonly record struct Entity(int Type, int Start, int End);
