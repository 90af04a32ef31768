namespace Winnow.Core.Metrics.Retrieval.Internal;

/// <summary>Puts the smallest keys first, in no order, in linear time (C. A. R. Hoare's FIND, 1961).</summary>
internal static class Selection
{
    public static void SmallestFirst(Span<ulong> keys, int count)
    {
        var (low, high) = (0, keys.Length - 1);
        while (low < high)
        {
            var (left, right) = Partition(keys, low, high);
            if (count - 1 <= right)
            {
                high = right;
            }
            else if (count - 1 >= left)
            {
                low = left;
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Keys up to Right are not above those from Left on; the key between them, if any, is in its place.</summary>
    private static (int Left, int Right) Partition(Span<ulong> keys, int left, int right)
    {
        var pivot = Middle(keys[left], keys[(left + right) / 2], keys[right]);
        while (left <= right)
        {
            while (keys[left] < pivot)
            {
                left++;
            }

            while (keys[right] > pivot)
            {
                right--;
            }

            if (left <= right)
            {
                (keys[left], keys[right]) = (keys[right], keys[left]);
                left++;
                right--;
            }
        }

        return (left, right);
    }

    private static ulong Middle(ulong a, ulong b, ulong c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
