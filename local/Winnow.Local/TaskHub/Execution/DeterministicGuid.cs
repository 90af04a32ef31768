using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Winnow.Local.TaskHub.Execution;

/// <summary>Name-based GUIDs, RFC 4122 §4.3 version 5, over instance id, orchestration time and a counter, as Durable Task makes them.</summary>
internal static class DeterministicGuid
{
    private static readonly Guid Namespace = new("9e952958-5e33-4daf-827f-2fa12937b875");

    public static Guid Create(string instanceId, DateTime time, int counter)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{instanceId}_{time:o}_{counter}");
        byte[] input = [.. Namespace.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)];
#pragma warning disable CA5350 // the RFC prescribes SHA-1; nothing is protected by it
        var bytes = SHA1.HashData(input).AsSpan(0, 16);
#pragma warning restore CA5350
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x50);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
