namespace Winnow.Bench;

/// <summary>A network that prepared inputs are for.</summary>
/// <param name="Path">The ONNX file.</param>
/// <param name="Input">Its input.</param>
/// <param name="Output">The output that is wanted.</param>
/// <param name="Reader">Makes the answer of an item from its scores; null when the output is no answer but leads to one.</param>
internal sealed record PreparedNetwork(string Path, string Input, string Output, AnswerReader? Reader);
