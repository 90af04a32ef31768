using System.Globalization;
using System.Text.Encodings.Web;
using Winnow.Core.Catalogue;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats.Internal;

/// <summary>Decides whether what a row says may be said.</summary>
internal sealed class AnnotationRules
{
    private const int MaxSourceChars = 63;

    /// <summary>A waiting annotation is one table column of 32 Ki characters, as JSON; what is left is for its path, label and split.</summary>
    private const int MaxTextJsonChars = 24_000;

    private const int MaxJsonCharsPerChar = 6;

    private readonly AnnotationOptions _options;
    private readonly ClassNames _classes;
    private readonly NameRules _names;
    private readonly DetailRules _details;

    public AnnotationRules(AnnotationOptions options)
    {
        _options = options;
        _classes = new(options.Classes);
        _names = new(_classes, options.MaxLabelChars, RefusalCodes.InvalidAnnotation);
        _details = new(_names, options.Details, options.MaxDetailBytes, RefusalCodes.InvalidAnnotation);
    }

    /// <summary>Judges everything but the file name.</summary>
    /// <param name="shown">Name of the refusal.</param>
    /// <param name="path">Path of the annotated file in the dataset.</param>
    /// <param name="said">A row without a problem.</param>
    /// <param name="detail">The row's detail as JSON, valid until the next call; empty when it has none.</param>
    public Checked<NamedAnnotation> Check(string shown, string path, AnnotationFields said, out ReadOnlySpan<byte> detail)
    {
        detail = default;
        if (said.SaysNothing)
        {
            return new Refusal(shown, RefusalCodes.InvalidAnnotation, "Label, text, split and details are all absent or empty; say at least one.");
        }

        var (label, split, source) = (Trimmed(said.Label), Trimmed(said.Split), Trimmed(said.Source) ?? _options.DefaultSource);
        var problem = NameProblem("label", label) ?? NameProblem("split", split) ?? TextProblem(said.Text) ?? SourceProblem(source);
        if (problem is not null)
        {
            return new Refusal(shown, RefusalCodes.InvalidAnnotation, problem);
        }

        if (label is not null && !_classes.Allows(label))
        {
            return new Refusal(shown, RefusalCodes.UnknownClass, _classes.Problem(label));
        }

        if (said.Detail is not null && _details.Check(shown, said.Detail, out detail) is { } refusal)
        {
            return refusal;
        }

        return new NamedAnnotation
        {
            Path = path, Source = source, Label = label, Text = string.IsNullOrEmpty(said.Text) ? null : said.Text, Split = Splits.Canonical(split),
            Detail = said.Detail,
        };
    }

    /// <summary>The class that a label names, or whose index it is; any other label as it is.</summary>
    public string? Resolve(string? label) =>
        Trimmed(label) is { } name && !_classes.Has(name)
        && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < _options.Classes.Count
            ? _options.Classes[index]
            : label;

    /// <summary>The rules for one object alone.</summary>
    public ObjectRules Objects => _details.Objects;

    private static string? Trimmed(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private string? NameProblem(string key, string? value) => value is null ? null : _names.Problem(value, key);

    private string? TextProblem(string? text) =>
        text is null ? null
        : text.Length > _options.MaxTextChars ? $"The text has {text.Length:N0} characters; the limit is {_options.MaxTextChars:N0}."
        : text.Contains('\0', StringComparison.Ordinal) ? "The text holds the character U+0000."
        : JsonChars(text) is > MaxTextJsonChars and var length
            ? $"The text needs {length:N0} characters with its escapes; the limit is {MaxTextJsonChars:N0}."
        : null;

    private static int JsonChars(string text) =>
        text.Length * MaxJsonCharsPerChar <= MaxTextJsonChars ? text.Length : JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text).Length;

    private static string? SourceProblem(string source) =>
        source.Length <= MaxSourceChars && source.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
            ? null
            : $"The source '{ItemPath.Show(source)}' must be 1 to {MaxSourceChars} of A-Z a-z 0-9 . _ -";
}
