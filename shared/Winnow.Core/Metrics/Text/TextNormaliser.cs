using System.Buffers;
using Winnow.Core.Metrics.Text.Internal;

namespace Winnow.Core.Metrics.Text;

/// <summary>The transforms that reference and hypothesis go through before they are compared, in order; every score records them.</summary>
/// <remarks>
/// Known transforms: <c>nfc</c> (Unicode normalisation form C), <c>collapse-whitespace</c> (each run of white space becomes one space),
/// <c>trim</c>, <c>lowercase</c> (invariant). Default: nfc, collapse-whitespace, trim: what two readers of the same line agree on.
/// </remarks>
public sealed class TextNormaliser
{
    private readonly Func<string, string>[] steps;

    /// <param name="transforms">Names of transforms; empty: texts are compared as they are.</param>
    /// <exception cref="ArgumentException">A transform is not known.</exception>
    public TextNormaliser(IReadOnlyList<string> transforms)
    {
        steps = [.. transforms.Select(Step)];
        Transforms = [.. transforms];
    }

    /// <summary>nfc, collapse-whitespace, trim.</summary>
    public static TextNormaliser Default { get; } = new(["nfc", "collapse-whitespace", "trim"]);

    public IReadOnlyList<string> Transforms { get; }

    public string Apply(string text)
    {
        foreach (var step in steps)
        {
            text = step(text);
        }

        return text;
    }

    private static Func<string, string> Step(string name) => name switch
    {
        "nfc" => CanonicalComposition.Normalize,
        "collapse-whitespace" => CollapseWhitespace,
        "trim" => static text => text.Trim(),
        "lowercase" => static text => text.ToLowerInvariant(),
        _ => throw new ArgumentException($"'{name}' is not a transform; known: nfc, collapse-whitespace, trim, lowercase.", nameof(name)),
    };

    private static string CollapseWhitespace(string text)
    {
        if (!text.AsSpan().ContainsAny(WhiteSpace.ButSpace) && !text.Contains("  ", StringComparison.Ordinal))
        {
            return text;
        }

        var result = ArrayPool<char>.Shared.Rent(text.Length);
        var length = 0;
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character))
            {
                result[length++] = character;
            }
            else if (length == 0 || result[length - 1] != ' ')
            {
                result[length++] = ' ';
            }
        }

        text = new string(result, 0, length);
        ArrayPool<char>.Shared.Return(result);
        return text;
    }
}
