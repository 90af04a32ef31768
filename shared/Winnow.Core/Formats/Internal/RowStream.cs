using System.Runtime.CompilerServices;

namespace Winnow.Core.Formats.Internal;

/// <summary>Reads a text file row by row. Memory: one block and one row.</summary>
internal static class RowStream
{
    /// <summary>The rows with the lines on which they start.</summary>
    /// <exception cref="RefusedContentException">The file is refused as a whole, perhaps after some rows.</exception>
    public static async IAsyncEnumerable<(int Line, TRow Row)> ReadAsync<TRow>(
        string name, Stream content, IRows<TRow> rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var text = new Utf8Source(name, content);
        while (await text.ReadAsync(cancellationToken))
        {
            var position = 0;
            while (rows.Read(text.Bytes.Span, ref position))
            {
                yield return (rows.Line, rows.Row);
            }
        }

        if (rows.Finish())
        {
            yield return (rows.Line, rows.Row);
        }
    }
}
