using System.Runtime.ExceptionServices;
using Azure;

namespace Winnow.Functions.Ingestion;

/// <summary>A drop that is being read; remembers whether reading it failed, so that a storage fault is never taken for a bad file.</summary>
/// <remarks>Parsers turn what they cannot read into refusals; a refusal after a fault says nothing about the file.</remarks>
internal sealed class SourceStream(Stream inner) : Stream
{
    /// <summary>What went wrong in storage; null while all is well.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Whether the drop was deleted or overwritten while it was read.</summary>
    public bool HasChanged => Fault is RequestFailedException { Status: 404 or 412 };

    /// <summary>Throws the fault again when a parser has swallowed it.</summary>
    public void ThrowIfFaulted()
    {
        if (Fault is not null)
            ExceptionDispatchInfo.Throw(Fault);
    }

    public override bool CanRead => true;

    public override bool CanSeek => inner.CanSeek;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return inner.Read(buffer);
        }
        catch (Exception fault) when (Remember(fault))
        {
            throw;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await inner.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception fault) when (Remember(fault))
        {
            throw;
        }
    }

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // The drop zone's stream belongs to whoever opened it.
    private bool Remember(Exception fault)
    {
        Fault ??= fault;
        return true;
    }
}
