using System.Buffers.Binary;
using Amqp;

namespace Winnow.Local.Queues.Protocol;

/// <summary>The transport of a connection after SASL, with two repairs that the JavaScript client needs.</summary>
/// <remarks>
/// AMQPNetLite writes its protocol header right after the SASL outcome. When TCP joins the two, rhea takes "AMQP" for the size of a frame
/// and waits for the rest, for a minute: so nothing is written before the client's own header has come. See also
/// <see cref="DispositionKeys"/>. Reads are buffered, as AMQPNetLite asks for the size of each frame on its own.
/// </remarks>
internal sealed class ClientTransport(IAsyncTransport inner) : IAsyncTransport
{
    private const int SizeOfFrameSize = 4;
    private readonly TaskCompletionSource headerReceived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] buffered = new byte[32 * 1024];
    private int begin, end;
    private bool isFrameNext;

    public void SetConnection(Connection connection) => inner.SetConnection(connection);

    public async Task SendAsync(IList<ByteBuffer> bufferList, int listSize)
    {
        await headerReceived.Task;
        await inner.SendAsync(bufferList, listSize);
    }

    /// <summary>Reads all that is asked for: the protocol header, then in turns the size of a frame and the frame.</summary>
    public async Task<int> ReceiveAsync(byte[] buffer, int offset, int count)
    {
        try
        {
            for (var read = 0; read < count;)
            {
                var received = await ReadAsync(buffer, offset + read, count - read);
                if (received == 0)
                {
                    headerReceived.TrySetResult();
                    return 0;
                }

                read += received;
            }
        }
        catch
        {
            headerReceived.TrySetResult();
            throw;
        }

        Inspect(buffer.AsSpan(offset, count));
        return count;
    }

    public void Send(ByteBuffer buffer) => inner.Send(buffer);

    public int Receive(byte[] buffer, int offset, int count) => inner.Receive(buffer, offset, count);

    public void Close()
    {
        headerReceived.TrySetResult();
        inner.Close();
    }

    private async ValueTask<int> ReadAsync(byte[] buffer, int offset, int count)
    {
        if (begin == end)
        {
            if (count >= buffered.Length)
            {
                return await inner.ReceiveAsync(buffer, offset, count);
            }

            begin = 0;
            end = await inner.ReceiveAsync(buffered, 0, buffered.Length);
        }

        var taken = Math.Min(count, end - begin);
        buffered.AsSpan(begin, taken).CopyTo(buffer.AsSpan(offset));
        begin += taken;
        return taken;
    }

    private void Inspect(Span<byte> bytes)
    {
        if (!headerReceived.Task.IsCompleted)
        {
            headerReceived.TrySetResult();
        }
        else if (isFrameNext)
        {
            DispositionKeys.ToSymbols(bytes);
            isFrameNext = false;
        }
        else
        {
            isFrameNext = BinaryPrimitives.ReadInt32BigEndian(bytes) > SizeOfFrameSize;
        }
    }
}
