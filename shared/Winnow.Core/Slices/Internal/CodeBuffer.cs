using System.Buffers.Binary;

namespace Winnow.Core.Slices.Internal;

/// <summary>A growing list of codes below 65,536: one byte each, two from the first code on that needs them.</summary>
internal sealed class CodeBuffer
{
    public const int MaxCodes = 65_536;

    private byte[] bytes = [];
    private bool isWide;

    public int Count { get; private set; }

    public int this[int index] => isWide ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(2 * index)) : bytes[index];

    public void Add(int code)
    {
        if (!isWide && code > byte.MaxValue)
        {
            Widen();
        }

        if ((Count + 1) * (isWide ? 2 : 1) > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(64, bytes.Length * 2));
        }

        Write(Count++, code);
    }

    private void Widen()
    {
        var narrow = bytes;
        bytes = new byte[Math.Max(64, narrow.Length * 2)];
        isWide = true;
        for (var i = 0; i < Count; i++)
        {
            Write(i, narrow[i]);
        }
    }

    private void Write(int index, int code)
    {
        if (isWide)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * index), (ushort)code);
        }
        else
        {
            bytes[index] = (byte)code;
        }
    }
}
