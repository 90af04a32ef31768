namespace Winnow.Inference;

/// <summary>One encoded image that a model is to look at.</summary>
/// <param name="Id">Comes back with the result.</param>
/// <param name="Content">The file: PNG, JPEG, WebP, GIF or BMP.</param>
public sealed record InferenceItem(string Id, ReadOnlyMemory<byte> Content);
