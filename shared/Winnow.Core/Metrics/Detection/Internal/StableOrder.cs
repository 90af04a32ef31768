namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>Sorts by score, the highest first; equal scores keep the order of their indices, as numpy's mergesort does.</summary>
internal static class StableOrder
{
    /// <summary>Sorts both spans.</summary>
    /// <param name="keys">Scores with the sign reversed.</param>
    /// <param name="indices">Their indices, ascending.</param>
    public static void Sort(Span<double> keys, Span<int> indices)
    {
        keys.Sort(indices);
        for (var start = 0; start < keys.Length;)
        {
            var end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                indices[start..end].Sort();
            }

            start = end;
        }
    }
}
