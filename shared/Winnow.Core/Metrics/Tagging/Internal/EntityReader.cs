using Winnow.Core.Labels.Internal;

namespace Winnow.Core.Metrics.Tagging.Internal;

/// <summary>Reads the entities of a sequence of tags.</summary>
/// <remarks>
/// The lenient rules of conlleval and seqeval: B and S begin an entity; I and E continue one of their type, and begin one where there is none (after
/// O, E or S, or after another type); E and S end it. A tag without type ("B") has the type "_".
/// </remarks>
internal static class EntityReader
{
    private const char Outside = 'O';
    private const int NoType = -1;

    /// <exception cref="ArgumentException">A tag is neither O nor B, I, E or S, alone or with a type ("B-person").</exception>
    public static void Read(IReadOnlyList<string> tags, NameNumbers types, List<Entity> into)
    {
        into.Clear();
        var (prefix, type, start) = (Outside, NoType, 0);
        for (var i = 0; i < tags.Count; i++)
        {
            var next = PrefixOf(tags[i]);
            var nextType = next == Outside ? NoType : types.IdOf(TypeOf(tags[i]));
            var isContinued = prefix is 'B' or 'I' && next is 'I' or 'E' && type == nextType;
            if (!isContinued)
            {
                Close(type, start, i, into);
                start = i;
            }

            (prefix, type) = (next, nextType);
        }

        Close(type, start, tags.Count, into);
    }

    private static void Close(int type, int start, int end, List<Entity> into)
    {
        if (type != NoType)
        {
            into.Add(new(type, start, end - 1));
        }
    }

    private static char PrefixOf(string tag) => tag is "O" or ['B' or 'I' or 'E' or 'S'] or ['B' or 'I' or 'E' or 'S', '-', ..]
        ? tag[0]
        : throw new ArgumentException($"'{tag}' is not a tag: O, or B, I, E or S with a type (\"B-person\").", nameof(tag));

    private static ReadOnlySpan<char> TypeOf(string tag) => tag.Length > 2 ? tag.AsSpan(2) : "_";
}
