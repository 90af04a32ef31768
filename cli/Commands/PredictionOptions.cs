using System.CommandLine;
using Winnow.Cli.Api;

namespace Winnow.Cli.Commands;

/// <summary>How a file of predictions is read.</summary>
public static class PredictionOptions
{
    public static Option<string?> Task { get; } = new("--task") { Description = "What is predicted, such as detection. Default: as the model or the file says.", HelpName = "task" };

    private static Option<string?> Format { get; } = CommonOptions.OneOf(
        "--format", "jsonl, csv, parquet or coco. Default: by the file's name.", "format", "jsonl", "csv", "parquet", "coco");

    private static Option<string?> Vocabulary { get; } = new("--vocabulary")
    {
        Description = "COCO results: the annotation file (instances.json) that gives images and classes their numbers; a file or the address of a blob.",
        HelpName = "file",
    };

    private static Option<bool> Strict { get; } = new("--strict") { Description = "Refuse the whole file when one row is refused." };

    /// <summary>Adds <c>--task</c>, <c>--format</c>, <c>--vocabulary</c> and <c>--strict</c>.</summary>
    public static void AddTo(Command command)
    {
        Option[] options = [Task, Format, Vocabulary, Strict];
        foreach (var option in options)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What the command line says about a file, which may be the address of a blob.</summary>
    /// <exception cref="CliException">The model is no <c>name@version</c>, or a file is not there.</exception>
    public static PredictionSource Read(ParseResult parsed, string dataset, string model, string file)
    {
        var (name, version) = ModelsCommand.Split(model);
        var vocabulary = parsed.GetValue(Vocabulary);
        var source = new PredictionSource
        {
            Dataset = dataset,
            Model = $"{name}@{version}",
            File = FileOf(file),
            Address = AddressOf(file),
            VocabularyFile = FileOf(vocabulary),
            VocabularyAddress = AddressOf(vocabulary),
            Task = parsed.GetValue(Task),
            Format = parsed.GetValue(Format),
            IsStrict = parsed.GetValue(Strict),
        };
        return source is { Address: not null, VocabularyFile: not null }
            ? throw new CliException("two-places", $"The predictions are a blob, and '{vocabulary}' is a file on this disk: put both into blobs, or neither.")
            : source;
    }

    /// <summary>Whether an option is given that is about a file of predictions only.</summary>
    public static bool AreGiven(ParseResult parsed) =>
        parsed.GetValue(Format) is not null || parsed.GetValue(Vocabulary) is not null || parsed.GetValue(Strict);

    /// <summary>The text when it is an address; else null.</summary>
    public static string? AddressOf(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? text : null;

    private static string? FileOf(string? text) => text is null || AddressOf(text) is not null ? null
        : File.Exists(text) ? text
        : throw new CliException("no-file", $"There is no file '{text}'. Pass a file, or the address of a blob.");
}
