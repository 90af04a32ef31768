namespace Winnow.Core.Formats.Internal;

/// <summary>An image of a COCO annotation file while the file is being read, with what was said about it so far.</summary>
internal sealed class CocoHeldImage(string id)
{
    private List<CocoHeldObject>? annotations;
    private List<string>? captions;

    public string Id => id;

    /// <summary>Null until the image itself has been read.</summary>
    public CocoImageEntry? Entry { get; private set; }

    /// <summary>Line on which the image starts.</summary>
    public int Line { get; private set; }

    /// <summary>Place of the image among the images.</summary>
    public int Index { get; private set; }

    /// <summary>The objects, and the places of captions that came before the image: there may be no such image.</summary>
    public IReadOnlyList<CocoHeldObject> Annotations => annotations ?? [];

    public IReadOnlyList<string>? Captions => captions;

    public void Set(CocoImageEntry entry, int line, int index) => (Entry, Line, Index) = (entry, line, index);

    public void Add(CocoHeldObject annotation, string? caption)
    {
        if (caption is not null)
        {
            (captions ??= []).Add(caption);
        }

        if (annotation.IsObject || Entry is null)
        {
            (annotations ??= []).Add(annotation);
        }
    }

    /// <summary>Lets go of what is held.</summary>
    public void Release() => (annotations, captions) = (null, null);
}
