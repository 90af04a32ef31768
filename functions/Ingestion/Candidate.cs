using System.Buffers;
using System.Security.Cryptography;

namespace Winnow.Functions.Ingestion;

/// <summary>A good file with its content hash and the pack that its position assigns to it.</summary>
/// <remarks>Its content lies in a pooled array that <see cref="Dispose"/> gives back.</remarks>
internal sealed class Candidate(FoundItem item, string pack) : IDisposable
{
    private byte[]? _content = Rent(item.Content.Span);

    public string Path { get; } = item.Path;

    public string MediaType { get; } = item.MediaType;

    public int? Width { get; } = item.Width;

    public int? Height { get; } = item.Height;

    public int Length { get; } = item.Content.Length;

    /// <summary>SHA-256 of the content, lower-case hex.</summary>
    public string Id { get; } = Convert.ToHexStringLower(SHA256.HashData(item.Content.Span));

    public string Pack { get; } = pack;

    public ReadOnlyMemory<byte> Content => _content.AsMemory(0, Length);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _content, null) is { } rented)
            ArrayPool<byte>.Shared.Return(rented);
    }

    private static byte[] Rent(ReadOnlySpan<byte> content)
    {
        var copy = ArrayPool<byte>.Shared.Rent(content.Length);
        content.CopyTo(copy);
        return copy;
    }
}
