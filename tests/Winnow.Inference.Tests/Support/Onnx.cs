using System.Text;

namespace Winnow.Inference.Tests.Support;

/// <summary>Writes tiny ONNX files by hand: protobuf of onnx.proto3, ir_version 8, opset 13.</summary>
internal static class Onnx
{
    public const int Float = 1;
    public const int Half = 10;

    /// <summary>A model <c>image[shape] → scores</c> that applies operators without attributes one after another, the first of them Flatten.</summary>
    public static byte[] Chain(int?[] input, int?[] output, params string[] operators) => Chain(Float, input, output, operators);

    /// <inheritdoc cref="Chain(int?[], int?[], string[])"/>
    /// <remarks>All tensors have the element type, a number of onnx.proto3.</remarks>
    public static byte[] Chain(int type, int?[] input, int?[] output, params string[] operators)
    {
        using var graph = new MemoryStream();
        for (var i = 0; i < operators.Length; i++)
        {
            using var node = new MemoryStream();
            Write(node, 1, i == 0 ? "image" : $"t{i}");
            Write(node, 2, i == operators.Length - 1 ? "scores" : $"t{i + 1}");
            Write(node, 4, operators[i]);
            Write(graph, 1, node.ToArray());
        }

        Write(graph, 2, "tiny");
        Write(graph, 11, Value("image", type, input));
        Write(graph, 12, Value("scores", type, output));
        using var opset = new MemoryStream();
        Write(opset, 1, "");
        WriteNumber(opset, 2, 13);
        using var model = new MemoryStream();
        WriteNumber(model, 1, 8);
        Write(model, 7, graph.ToArray());
        Write(model, 8, opset.ToArray());
        return model.ToArray();
    }

    private static byte[] Value(string name, int elementType, int?[] dimensions)
    {
        using var shape = new MemoryStream();
        foreach (var size in dimensions)
        {
            using var dimension = new MemoryStream();
            if (size is { } number) WriteNumber(dimension, 1, number);
            else Write(dimension, 2, $"{name}_{shape.Length}");
            Write(shape, 1, dimension.ToArray());
        }

        using var tensor = new MemoryStream();
        WriteNumber(tensor, 1, elementType);
        Write(tensor, 2, shape.ToArray());
        using var type = new MemoryStream();
        Write(type, 1, tensor.ToArray());
        using var value = new MemoryStream();
        Write(value, 1, name);
        Write(value, 2, type.ToArray());
        return value.ToArray();
    }

    private static void Write(Stream stream, int field, string text) => Write(stream, field, Encoding.UTF8.GetBytes(text));

    private static void Write(Stream stream, int field, byte[] bytes)
    {
        Varint(stream, (field << 3) | 2);
        Varint(stream, bytes.Length);
        stream.Write(bytes);
    }

    private static void WriteNumber(Stream stream, int field, int value)
    {
        Varint(stream, field << 3);
        Varint(stream, value);
    }

    private static void Varint(Stream stream, int value)
    {
        var rest = (uint)value;
        for (; rest > 127; rest >>= 7) stream.WriteByte((byte)(rest | 128));
        stream.WriteByte((byte)rest);
    }
}
