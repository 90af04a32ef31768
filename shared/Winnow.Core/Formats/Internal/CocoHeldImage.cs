namespace Winnow.Core.Formats.Internal;

/// <summary>An image of a COCO annotation file while the file is being read, with what was said about it so far.</summary>
internal sealed class CocoHeldImage(string id)
{
    private List<CocoHeldObject>? objects;
    private List<string>? captions;

    public string Id => id;

    /// <summary>Null until the image itself has been read.</summary>
    public CocoImageEntry? Entry { get; private set; }

    /// <summary>Line on which the image starts.</summary>
    public int Line { get; private set; }

    /// <summary>Place of the image among the images.</summary>
    public int Index { get; private set; }

    public IReadOnlyList<CocoHeldObject> Objects => objects ?? [];

    public IReadOnlyList<string>? Captions => captions;

    public void Set(CocoImageEntry entry, int line, int index) => (Entry, Line, Index) = (entry, line, index);

    /// <summary>Holds what an annotation says; a caption is also held as a place for a refusal until the image is known.</summary>
    public void Add(int line, int index, CocoObject said)
    {
        if (said.Caption is { } caption)
        {
            (captions ??= []).Add(caption);
        }

        if (said.Object is not null || Entry is null)
        {
            (objects ??= []).Add(new(line, index, said.Category?.Text ?? "", said.Object));
        }
    }

    /// <summary>Lets go of what is held.</summary>
    public void Release() => (objects, captions) = (null, null);
}
