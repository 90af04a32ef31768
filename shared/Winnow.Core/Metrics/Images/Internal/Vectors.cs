namespace Winnow.Core.Metrics.Images.Internal;

/// <summary>Checks of vectors that come in.</summary>
internal static class Vectors
{
    /// <exception cref="ArgumentException">The vector has another length, or a value that is not finite.</exception>
    public static float[] Checked(ReadOnlySpan<float> vector, int dimensions)
    {
        if (vector.Length != dimensions)
        {
            throw new ArgumentException($"The vector has {vector.Length} dimensions; {dimensions} are expected.", nameof(vector));
        }

        foreach (var value in vector)
        {
            if (!float.IsFinite(value))
            {
                throw new ArgumentException($"{value} is in the vector; values must be finite.", nameof(vector));
            }
        }

        return vector.ToArray();
    }
}
