namespace Winnow.Core.Models;

/// <summary>The files of a model on the local disk; they do not change as long as the process runs.</summary>
/// <param name="Folder">Holds <c>model.onnx</c>, <c>card.yaml</c> and vocabularies.</param>
/// <param name="Hash">As <see cref="RegisteredModel.Hash"/>.</param>
public sealed record ModelFiles(string Folder, string Hash)
{
    public const string ModelFile = "model.onnx";
    public const string CardFile = "card.yaml";

    public string ModelPath => Path.Combine(Folder, ModelFile);

    public string CardPath => Path.Combine(Folder, CardFile);

    /// <summary>Where a file beside the card lies.</summary>
    public string PathOf(string file) => Path.Combine(Folder, file);
}
