using System.Text;

namespace Winnow.Inference.Tests.Support;

/// <summary>Writes tiny ONNX files by hand: protobuf of onnx.proto3, ir_version 8, opset 11.</summary>
internal static class Onnx
{
    public const int Float = 1;
    public const int Int64 = 7;
    public const int Half = 10;

    /// <summary>A model <c>image[shape] → scores</c> that applies operators one after another; <c>Squeeze</c> takes away the axis behind the items'.</summary>
    public static byte[] Chain(int?[] input, int?[] output, params string[] operators) => Chain(Float, input, output, operators);

    /// <inheritdoc cref="Chain(int?[], int?[], string[])"/>
    /// <remarks>All tensors have the element type, a number of onnx.proto3.</remarks>
    public static byte[] Chain(int type, int?[] input, int?[] output, params string[] operators)
    {
        var nodes = operators.Select((name, i) => (name, new[] { i == 0 ? "image" : $"t{i}" }, i == operators.Length - 1 ? "scores" : $"t{i + 1}"));
        return Model([Value("image", TensorType(type, "image", input))], Value("scores", TensorType(type, "scores", output)), [.. nodes]);
    }

    /// <summary>A model that adds two inputs, <c>image</c> and <c>other</c>.</summary>
    public static byte[] TwoInputs(int?[] shape) => Model(
        [Value("image", TensorType(Float, "image", shape)), Value("other", TensorType(Float, "other", shape))],
        Value("scores", TensorType(Float, "scores", shape)), [("Add", ["image", "other"], "scores")]);

    /// <summary>A model that takes a list of tensors, and counts them.</summary>
    public static byte[] SequenceInput(int?[] shape)
    {
        using var sequence = new MemoryStream();
        Write(sequence, 1, TensorType(Float, "element", shape));
        using var type = new MemoryStream();
        Write(type, 4, sequence.ToArray());
        return Model([Value("image", type.ToArray())], Value("scores", TensorType(Int64, "scores", [])), [("SequenceLength", ["image"], "scores")]);
    }

    /// <summary>A model <c>image + weights → scores</c> whose weights, two numbers, lie in a file beside it.</summary>
    public static byte[] ExternalWeights(int?[] shape, string file)
    {
        using var tensor = new MemoryStream();
        WriteNumber(tensor, 1, 2);
        WriteNumber(tensor, 2, Float);
        Write(tensor, 8, "weights");
        foreach (var (key, value) in new[] { ("location", file), ("offset", "0"), ("length", "8") })
        {
            using var entry = new MemoryStream();
            Write(entry, 1, key);
            Write(entry, 2, value);
            Write(tensor, 13, entry.ToArray());
        }

        WriteNumber(tensor, 14, 1);
        return Model(
            [Value("image", TensorType(Float, "image", shape))], Value("scores", TensorType(Float, "scores", [null, 2])),
            [("Flatten", ["image"], "t1"), ("Add", ["t1", "weights"], "scores")], tensor.ToArray());
    }

    private static byte[] Model(byte[][] inputs, byte[] output, (string Operator, string[] Inputs, string Output)[] nodes, byte[]? weights = null)
    {
        using var graph = new MemoryStream();
        foreach (var node in nodes) Write(graph, 1, Node(node.Operator, node.Inputs, node.Output));
        Write(graph, 2, "tiny");
        if (weights is not null) Write(graph, 5, weights);
        foreach (var input in inputs) Write(graph, 11, input);
        Write(graph, 12, output);
        using var opset = new MemoryStream();
        Write(opset, 1, "");
        WriteNumber(opset, 2, 11);
        using var model = new MemoryStream();
        WriteNumber(model, 1, 8);
        Write(model, 7, graph.ToArray());
        Write(model, 8, opset.ToArray());
        return model.ToArray();
    }

    private static byte[] Node(string name, string[] inputs, string output)
    {
        using var node = new MemoryStream();
        foreach (var input in inputs) Write(node, 1, input);
        Write(node, 2, output);
        Write(node, 4, name);
        if (name == "Squeeze")
        {
            using var axes = new MemoryStream();
            Write(axes, 1, "axes");
            WriteNumber(axes, 8, 1);
            WriteNumber(axes, 20, 7);
            Write(node, 5, axes.ToArray());
        }

        return node.ToArray();
    }

    private static byte[] Value(string name, byte[] type)
    {
        using var value = new MemoryStream();
        Write(value, 1, name);
        Write(value, 2, type);
        return value.ToArray();
    }

    private static byte[] TensorType(int elementType, string name, int?[] dimensions)
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
        return type.ToArray();
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
