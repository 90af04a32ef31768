using System.Buffers;
using System.Numerics;

namespace Winnow.Core.Metrics.Text.Internal;

/// <summary>Numbers the words of texts that are compared, from 0: equal words have equal numbers.</summary>
/// <remarks>A hash table over one array of letters, used again for comparison after comparison, so that no word is copied to the heap.</remarks>
internal sealed class WordNumbers
{
    private char[] letters = new char[256];
    private int[] ends = new int[32];
    private int[] slots = new int[64];
    private int count;

    /// <summary>Begins a comparison: forgets all words.</summary>
    public void Begin()
    {
        Array.Clear(slots);
        count = 0;
    }

    public int Of(ReadOnlySpan<char> word)
    {
        if (2 * count >= slots.Length)
        {
            Grow();
        }

        var slot = Find(word);
        if (slots[slot] == 0)
        {
            Keep(word);
            slots[slot] = count;
        }

        return slots[slot] - 1;
    }

    /// <summary>Numbers the words of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="whiteSpace">What separates words.</param>
    /// <param name="buffer">Takes the numbers; replaced when it is too small.</param>
    public ReadOnlySpan<int> Write(ReadOnlySpan<char> text, SearchValues<char> whiteSpace, ref int[] buffer)
    {
        Buffers.Fit(ref buffer, (text.Length + 1) / 2);
        var written = 0;
        foreach (var range in text.SplitAny(whiteSpace))
        {
            var word = text[range];
            if (word.Length > 0)
            {
                buffer[written++] = Of(word);
            }
        }

        return buffer.AsSpan(0, written);
    }

    // A slot holds 1 + the number of a word; 0: free.
    private int Find(ReadOnlySpan<char> word)
    {
        var slot = string.GetHashCode(word) & (slots.Length - 1);
        while (slots[slot] != 0 && !word.SequenceEqual(Letters(slots[slot] - 1)))
        {
            slot = (slot + 1) & (slots.Length - 1);
        }

        return slot;
    }

    private ReadOnlySpan<char> Letters(int number) => letters.AsSpan(Start(number)..ends[number]);

    private int Start(int number) => number == 0 ? 0 : ends[number - 1];

    private void Keep(ReadOnlySpan<char> word)
    {
        var start = Start(count);
        if (letters.Length < start + word.Length)
        {
            Array.Resize(ref letters, (int)BitOperations.RoundUpToPowerOf2((uint)(start + word.Length)));
        }

        if (ends.Length == count)
        {
            Array.Resize(ref ends, 2 * count);
        }

        word.CopyTo(letters.AsSpan(start));
        ends[count++] = start + word.Length;
    }

    private void Grow()
    {
        slots = new int[2 * slots.Length];
        for (var number = 0; number < count; number++)
        {
            slots[Find(Letters(number))] = number + 1;
        }
    }
}
