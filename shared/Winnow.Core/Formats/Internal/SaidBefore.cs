using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Winnow.Core.Catalogue;

namespace Winnow.Core.Formats.Internal;

/// <summary>Remembers, by 64 bits of SHA-256, what a file said about which path from which source.</summary>
/// <remarks>Two of two million rows are taken for the same by chance about once in ten million files.</remarks>
internal sealed class SaidBefore
{
    private readonly Dictionary<ulong, (ulong Said, int Line)> _rows = [];

    /// <summary>Whether nothing was said before; otherwise the line where it was, and whether it was the same.</summary>
    /// <param name="annotation">What is said.</param>
    /// <param name="detail">Its detail as JSON; empty when it has none.</param>
    /// <param name="line">The line that says it.</param>
    /// <param name="earlierLine">The line that said something before.</param>
    /// <param name="isSame">Whether that was the same.</param>
    public bool TryAdd(NamedAnnotation annotation, ReadOnlySpan<byte> detail, int line, out int earlierLine, out bool isSame)
    {
        var more = detail.IsEmpty ? null : Convert.ToHexString(SHA256.HashData(detail));
        var said = Hash64.Of($"{Part(annotation.Label)}{Part(annotation.Text)}{Part(annotation.Split)}{Part(more)}");
        ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, Hash64.Of(Part(annotation.Path) + annotation.Source), out var exists);
        isSame = exists && row.Said == said;
        earlierLine = row.Line;
        if (!exists)
        {
            row = (said, line);
        }

        return !exists;
    }

    /// <summary>Parts that are told apart: no two sequences of them read alike.</summary>
    private static string Part(string? value) => value is null ? "-;" : $"{value.Length}:{value};";
}
