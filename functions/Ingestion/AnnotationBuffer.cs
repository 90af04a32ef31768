using Winnow.Core.Catalogue;
using Winnow.Core.Formats;

namespace Winnow.Functions.Ingestion;

/// <summary>Annotations that a shard has read and not yet written: those of its own files are written along with them, the rest in large calls.</summary>
internal sealed class AnnotationBuffer
{
    /// <summary>Most annotations that are held: a call costs a look at every pack that it touches, so there must be few calls.</summary>
    public const int Capacity = 16_384;

    /// <summary>Most text and details that are held: 4 Mi characters of two bytes.</summary>
    public const int CapacityCharacters = 4 << 20;

    private readonly Dictionary<string, List<NamedAnnotation>> _byPath = new(StringComparer.Ordinal);
    private int _count;
    private long _characters;

    public bool IsFull => _count >= Capacity || _characters >= CapacityCharacters;

    public void Add(NamedAnnotation annotation)
    {
        if (!_byPath.TryGetValue(annotation.Path, out var same))
            _byPath[annotation.Path] = same = [];
        same.Add(annotation);
        _count++;
        _characters += LengthOf(annotation);
    }

    /// <summary>Takes out what is held for these names.</summary>
    public List<NamedAnnotation> Take(IEnumerable<ItemName> names)
    {
        List<NamedAnnotation> taken = [];
        if (_count == 0)
            return taken;
        foreach (var name in names)
        {
            if (_byPath.Remove(name.Path, out var same))
                taken.AddRange(same);
        }

        _count -= taken.Count;
        _characters -= taken.Sum(LengthOf);
        return taken;
    }

    /// <summary>Takes out everything.</summary>
    public List<NamedAnnotation> TakeAll()
    {
        List<NamedAnnotation> taken = [.. _byPath.Values.SelectMany(same => same)];
        _byPath.Clear();
        (_count, _characters) = (0, 0);
        return taken;
    }

    private static long LengthOf(NamedAnnotation annotation) =>
        annotation.Path.Length + (annotation.Text?.Length ?? 0) + DetailSize.Of(annotation.Detail) / sizeof(char);
}
