namespace Winnow.Inference;

/// <summary>One item that a model is to look at, as the card's input takes it.</summary>
/// <param name="Id">Comes back with the result.</param>
/// <param name="Content">The file: an image (PNG, JPEG, WebP, GIF or BMP), a text, or a drawing as JSON.</param>
public sealed record InferenceItem(string Id, ReadOnlyMemory<byte> Content);
