using System.Numerics.Tensors;

namespace Winnow.Inference.Tests.Support;

/// <summary>Whether what is alike lies close together.</summary>
internal static class NearestNeighbours
{
    /// <summary>The share of vectors whose nearest neighbour has the same label.</summary>
    public static double Accuracy(List<float[]> vectors, string[] labels)
    {
        var right = 0;
        for (var i = 0; i < vectors.Count; i++)
        {
            var nearest = Enumerable.Range(0, vectors.Count).Where(j => j != i).MinBy(j => TensorPrimitives.Distance<float>(vectors[i], vectors[j]));
            if (labels[nearest] == labels[i]) right++;
        }

        return (double)right / vectors.Count;
    }
}
