namespace Winnow.Core.Slices.Internal;

/// <summary>Predicates, ascending, as a key: 16 bits each, the last one lowest. Keys of one level sort as their predicates do.</summary>
internal static class Conjunction
{
    public const int Bits = 16;

    public static int Last(ulong key) => (int)(key & 0xFFFF);

    /// <summary>Without its last predicate.</summary>
    public static ulong Prefix(ulong key) => key >> Bits;

    public static ulong Extend(ulong key, int predicate) => (key << Bits) | (uint)predicate;

    /// <summary>Without the predicate that has so many after it.</summary>
    public static ulong Without(ulong key, int after)
    {
        var low = key & ((1UL << (after * Bits)) - 1);
        return ((key >> (after * Bits) >> Bits) << (after * Bits)) | low;
    }

    public static int[] Predicates(ulong key, int level)
    {
        var predicates = new int[level];
        for (var i = level - 1; i >= 0; i--, key = Prefix(key))
        {
            predicates[i] = Last(key);
        }

        return predicates;
    }
}
