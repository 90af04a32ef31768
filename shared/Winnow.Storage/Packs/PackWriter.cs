using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Winnow.Core.Catalogue;

namespace Winnow.Storage.Packs;

/// <summary>Writes a pack as a block blob: blocks are staged as they fill up, and one Put Block List makes the pack visible.</summary>
/// <remarks>
/// One block is sent while the next one fills. Block ids are unique to the writer, so that two writers of one pack never mix: the
/// later commit replaces the pack, or fails because the earlier one discarded its blocks, and is then retried by its activity.
/// </remarks>
internal sealed class PackWriter(BlockBlobClient blob) : IPackWriter
{
    /// <summary>Name of the blob metadata that holds the number of items.</summary>
    public const string ItemsKey = "items";

    private const int BlockLength = 8 << 20;

    private readonly Guid writer = Guid.NewGuid();
    private readonly List<string> blockIds = [];
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(BlockLength);
    private int used;
    private long position;
    private int items;
    private Task pending = Task.CompletedTask;

    public async Task<long> AppendAsync(string itemId, string mediaType, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var header = new byte[TarEntry.Block];
        TarEntry.WriteHeader(header, TarEntry.Name(itemId, mediaType), content.Length);
        await WriteAsync(header, cancellationToken);
        var offset = position;
        await WriteAsync(content, cancellationToken);
        await WriteZerosAsync(TarEntry.Padding(content.Length), cancellationToken);
        items++;
        return offset;
    }

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await WriteZerosAsync(TarEntry.EndLength, cancellationToken);
        var metadata = new Dictionary<string, string> { [ItemsKey] = items.ToString(CultureInfo.InvariantCulture) };
        var headers = new BlobHttpHeaders { ContentType = "application/x-tar" };
        if (blockIds.Count == 0)
        {
            using var small = new MemoryStream(buffer, 0, used, writable: false);
            await blob.UploadAsync(small, new BlobUploadOptions { Metadata = metadata, HttpHeaders = headers }, cancellationToken);
            return;
        }

        await StageAsync(cancellationToken);
        await pending;
        await blob.CommitBlockListAsync(
            blockIds, new CommitBlockListOptions { Metadata = metadata, HttpHeaders = headers }, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        // A block that is still being sent reads its buffer; how it ends no longer matters.
        await pending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    private Task WriteZerosAsync(int count, CancellationToken cancellationToken) =>
        WriteAsync(new byte[count], cancellationToken);

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            if (used == BlockLength)
            {
                await StageAsync(cancellationToken);
            }

            var count = Math.Min(bytes.Length, BlockLength - used);
            bytes[..count].CopyTo(buffer.AsMemory(used));
            bytes = bytes[count..];
            used += count;
            position += count;
        }
    }

    /// <summary>Sends the full buffer in the background, after the block before it has arrived.</summary>
    private async Task StageAsync(CancellationToken cancellationToken)
    {
        await pending;
        var id = BlockId(blockIds.Count);
        blockIds.Add(id);
        pending = SendAsync(id, buffer, used, cancellationToken);
        buffer = ArrayPool<byte>.Shared.Rent(BlockLength);
        used = 0;
    }

    private async Task SendAsync(string id, byte[] block, int length, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(block, 0, length, writable: false);
        await blob.StageBlockAsync(id, content, cancellationToken: cancellationToken);
        ArrayPool<byte>.Shared.Return(block);
    }

    private string BlockId(int index)
    {
        Span<byte> id = stackalloc byte[20];
        writer.TryWriteBytes(id);
        BinaryPrimitives.WriteInt32BigEndian(id[16..], index);
        return Convert.ToBase64String(id);
    }
}
