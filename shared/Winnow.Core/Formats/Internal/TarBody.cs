namespace Winnow.Core.Formats.Internal;

/// <summary>The content of one tar member: a window on the archive that ends with the member.</summary>
internal sealed class TarBody : Stream
{
    private readonly Stream archive;
    private long left;

    public TarBody(Stream archive, long length)
    {
        this.archive = archive;
        Length = length;
        left = length;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => Length - left;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => Took(archive.Read(buffer[..(int)Math.Min(buffer.Length, left)]), buffer.IsEmpty);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Took(await archive.ReadAsync(buffer[..(int)Math.Min(buffer.Length, left)], cancellationToken), buffer.IsEmpty);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Goes to the next header: over what was not read, and the padding to a whole block.</summary>
    public async Task SkipRestAsync(CancellationToken cancellationToken)
    {
        var padding = -Length & (TarHeader.BlockLength - 1);
        var rest = left + padding;
        left = 0;
        if (archive.CanSeek)
        {
            if (archive.Position + rest > archive.Length)
                throw new InvalidDataException("The archive is truncated.");
            archive.Position += rest;
            return;
        }

        var chunk = new byte[(int)Math.Min(rest, 1 << 16)];
        while (rest > 0)
        {
            var part = chunk.AsMemory(0, (int)Math.Min(rest, chunk.Length));
            await archive.ReadExactlyAsync(part, cancellationToken);
            rest -= part.Length;
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Took(int read, bool askedForNothing)
    {
        if (read == 0 && left > 0 && !askedForNothing)
            throw new EndOfStreamException("The archive is truncated.");
        left -= read;
        return read;
    }
}
