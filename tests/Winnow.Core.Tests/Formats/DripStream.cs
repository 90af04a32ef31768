namespace Winnow.Core.Tests.Formats;

/// <summary>Gives a few bytes per read.</summary>
internal sealed class DripStream(byte[] content, int bytes = 1) : MemoryStream(content)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(bytes, buffer.Length)], cancellationToken);
}
