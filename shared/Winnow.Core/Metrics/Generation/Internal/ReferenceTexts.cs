namespace Winnow.Core.Metrics.Generation.Internal;

/// <summary>The rule for references that all scores of generated text share.</summary>
internal static class ReferenceTexts
{
    /// <exception cref="ArgumentException">There is no reference.</exception>
    public static void Check(IReadOnlyList<string> references)
    {
        if (references.Count == 0)
        {
            throw new ArgumentException("A generated text needs a reference; 0 were given.", nameof(references));
        }
    }
}
