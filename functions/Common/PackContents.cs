using System.Runtime.CompilerServices;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;

namespace Winnow.Functions.Common;

/// <summary>Reading the contents of a pack.</summary>
internal static class PackContents
{
    /// <summary>The contents of items, which are in pack order, from one sequential GET; what lies between them is skipped.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.MissingPack"/>: the pack ends too early.</exception>
    public static async IAsyncEnumerable<(Item Item, byte[] Content)> ReadItemsAsync(
        this IPackStore packs, string dataset, string pack, IReadOnlyList<Item> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = await packs.OpenReadAsync(dataset, pack, cancellationToken);
        var skipped = new byte[64 << 10];
        var position = 0L;
        foreach (var item in items)
        {
            for (int read; position < item.Offset; position += read)
            {
                read = await stream.ReadAsync(skipped.AsMemory(0, (int)Math.Min(skipped.Length, item.Offset - position)), cancellationToken);
                if (read == 0) throw new WinnowException(ErrorCodes.MissingPack, $"Pack '{pack}' of dataset '{dataset}' ends before its item {item.Id}. Drop its files again.");
            }

            var content = new byte[item.Length];
            await stream.ReadExactlyAsync(content, cancellationToken);
            position += content.Length;
            yield return (item, content);
        }
    }
}
