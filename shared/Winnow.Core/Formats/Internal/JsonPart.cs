namespace Winnow.Core.Formats.Internal;

/// <summary>One element of an array in a JSON file.</summary>
/// <param name="Section">Key of the array in the file's object; empty when the file is an array itself.</param>
/// <param name="Index">Place in the array, from 0.</param>
/// <param name="Json">All of its text; valid until the next element.</param>
internal readonly record struct JsonPart(string Section, int Index, ReadOnlyMemory<byte> Json)
{
    /// <summary>How the element is called in refusals: <c>coco.json:annotations[3]</c>.</summary>
    public string NameIn(string file) => $"{file}:{Section}[{Index}]";
}
