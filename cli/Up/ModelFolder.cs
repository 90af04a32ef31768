using System.IO.Compression;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Winnow.Cli.Up;

/// <summary>The files of one model on the local disk: a folder that holds <c>card.yaml</c>, or a zip archive of one.</summary>
/// <remarks>Only name and version are read from the card; everything else in it is the app's to judge.</remarks>
public sealed class ModelFolder : IDisposable
{
    public const string Card = "card.yaml";

    private readonly string? _unpacked;

    private ModelFolder(string path, string? unpacked)
    {
        (Path, _unpacked) = (path, unpacked);
        (Name, Version) = ReadCard();
    }

    /// <summary>The folder that has the files.</summary>
    public string Path { get; }

    public string Name { get; }

    public string Version { get; }

    /// <summary>Opens a model.</summary>
    /// <param name="path">The folder; its card or its ONNX file; or a zip archive that holds the files, in a folder or not.</param>
    /// <exception cref="CliException">There is no such file, or no card, or the card has no name.</exception>
    public static ModelFolder Open(string path)
    {
        if (Directory.Exists(path)) return new(path, null);
        if (!File.Exists(path)) throw new CliException("no-model-files", $"'{path}' is neither a folder nor a file.");
        return System.IO.Path.GetExtension(path) == ".zip" ? Unpack(path) : new(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!, null);
    }

    public void Dispose()
    {
        if (_unpacked is not null) Directory.Delete(_unpacked, recursive: true);
    }

    private static ModelFolder Unpack(string path)
    {
        var folder = Directory.CreateTempSubdirectory("winnow-model-").FullName;
        try
        {
            ZipFile.ExtractToDirectory(path, folder);
            // Many archives have one folder around their files.
            var card = Directory.EnumerateFiles(folder, Card, SearchOption.AllDirectories).FirstOrDefault();
            return new(card is null ? folder : System.IO.Path.GetDirectoryName(card)!, folder);
        }
        catch (InvalidDataException exception)
        {
            Directory.Delete(folder, recursive: true);
            throw new CliException("no-model-files", $"'{path}' is not a zip archive that can be read: {exception.Message}", exception);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    private (string Name, string Version) ReadCard()
    {
        var path = System.IO.Path.Combine(Path, Card);
        if (!File.Exists(path)) throw new CliException("no-model-files", $"'{Path}' holds no {Card}, which says what the model takes and answers: see docs/model-card.md.");
        var yaml = new YamlStream();
        try
        {
            using var text = File.OpenText(path);
            yaml.Load(text);
        }
        catch (YamlException exception)
        {
            throw new CliException("invalid-card", $"{path}, line {exception.Start.Line}: {exception.Message}", exception);
        }

        return (Read(yaml, "name", path), Read(yaml, "version", path));
    }

    private static string Read(YamlStream yaml, string field, string path) =>
        yaml.Documents is [{ RootNode: YamlMappingNode card }, ..] && card.Children.TryGetValue(field, out var value) && value is YamlScalarNode { Value: { Length: > 0 } text }
            ? text
            : throw new CliException("invalid-card", $"{path}: the field '{field}' is missing.");
}
