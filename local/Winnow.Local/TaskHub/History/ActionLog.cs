using System.Text;

namespace Winnow.Local.TaskHub.History;

/// <summary>The actions of a turn as bytes: kind (1 byte), task id (7-bit encoded), name (UTF-8 with length), detail hash (8 bytes) each.</summary>
internal static class ActionLog
{
    public static byte[] Encode(IReadOnlyList<HubAction> actions)
    {
        if (actions.Count == 0)
        {
            return [];
        }

        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        foreach (var action in actions)
        {
            var signature = action.Signature;
            writer.Write((byte)signature.Kind);
            writer.Write7BitEncodedInt(signature.TaskId);
            writer.Write(signature.Name);
            writer.Write(signature.DetailHash);
        }

        return bytes.ToArray();
    }

    public static IReadOnlyList<ActionSignature> Decode(byte[] encoded)
    {
        var actions = new List<ActionSignature>();
        using var reader = new BinaryReader(new MemoryStream(encoded), Encoding.UTF8);
        while (reader.BaseStream.Position < encoded.Length)
        {
            actions.Add(new((ActionKind)reader.ReadByte(), reader.Read7BitEncodedInt(), reader.ReadString(), reader.ReadInt64()));
        }

        return actions;
    }
}
