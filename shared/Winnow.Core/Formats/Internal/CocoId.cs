namespace Winnow.Core.Formats.Internal;

/// <summary>An id in a COCO file.</summary>
/// <param name="Text">The id as text.</param>
/// <param name="IsText">Whether it is a string there, not a number.</param>
internal readonly record struct CocoId(string Text, bool IsText);
