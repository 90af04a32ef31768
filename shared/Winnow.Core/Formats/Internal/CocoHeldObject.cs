using Winnow.Core.Labels;

namespace Winnow.Core.Formats.Internal;

/// <summary>What one annotation found, or null for a caption, and where the annotation stands.</summary>
internal readonly record struct CocoHeldObject(int Line, int Index, string Category, LabelledObject? Object);
