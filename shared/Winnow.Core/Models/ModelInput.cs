namespace Winnow.Core.Models;

/// <summary>A model's input: what kind of item it takes, and how an item becomes a tensor.</summary>
public abstract record ModelInput
{
    private protected ModelInput()
    {
    }

    /// <summary>Name of the tensor in the ONNX file.</summary>
    public required string Tensor { get; init; }

    /// <summary>Whether items of a media type (<c>image/png</c>, <c>text/plain</c>) can be this input.</summary>
    public abstract bool Accepts(string mediaType);
}
