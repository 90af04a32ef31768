using System.Text.RegularExpressions;
using Winnow.Core.Formats;

namespace Winnow.Core.Tests.Formats;

/// <summary>docs/label-format.md says what is true.</summary>
public sealed partial class LabelFormatDocumentTests
{
    [Theory]
    [InlineData("jsonl annotations", ContentKind.AnnotationJsonl, 12)]
    [InlineData("csv annotations", ContentKind.AnnotationCsv, 5)]
    [InlineData("json coco", ContentKind.AnnotationCoco, 2)]
    public async Task AnnotationExample_Read_HasNoRefusal(string block, ContentKind kind, int count)
    {
        var content = Block(block);
        var file = kind is ContentKind.AnnotationCoco ? "a.json" : "a";
        Assert.Equal(kind, ContentSniffer.Sniff(file, System.Text.Encoding.UTF8.GetBytes(content), isWhole: true));
        var rows = await Reading.AnnotationsAsync(content, kind);
        Assert.Equal(count, rows.Count);
        Assert.All(rows, row => Assert.Null(row.Refusal));
        Assert.All(rows, row => Assert.True(row.Annotation!.Detail is not null || row.Annotation.Label is not null || row.Annotation.Text is not null));
    }

    [Theory]
    [InlineData("jsonl predictions", PredictionFormat.Jsonl, 14)]
    [InlineData("csv predictions", PredictionFormat.Csv, 2)]
    [InlineData("json coco-results", PredictionFormat.CocoResults, 3)]
    public async Task PredictionExample_Read_HasNoRefusal(string block, PredictionFormat format, int count)
    {
        using var coco = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Block("json coco")));
        var vocabulary = await CocoVocabulary.ReadAsync("coco.json", coco, AnnotationOptions.Default, CancellationToken.None);
        var rows = await Reading.PredictionsAsync(Block(block), format, new() { Vocabulary = vocabulary });
        Assert.Equal(count, rows.Count);
        Assert.All(rows, row => Assert.Null(row.Refusal));
    }

    [Fact]
    public void Document_NamesEveryMember()
    {
        var page = Page();
        Assert.All(typeof(Labels.LabelDetail).GetProperties().Where(one => one.CanWrite).Select(one => one.Name.ToLowerInvariant()), name =>
            Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    private static string Block(string info) =>
        Assert.Single(Fences().Matches(Page()), match => match.Groups["info"].Value == info).Groups["body"].Value;

    private static string Page()
    {
        using var reader = new StreamReader(typeof(LabelFormatDocumentTests).Assembly.GetManifestResourceStream("docs.label-format.md")!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("^```(?<info>[^\n]+)\n(?<body>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();
}
