using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Winnow.Core.Formats.Internal;

/// <summary>64 bits of the SHA-256 of a text: two of two million are the same by chance about once in ten million times.</summary>
internal static class Hash64
{
    public static ulong Of(string value)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(value.AsSpan()), hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
