using Winnow.Core.Formats;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Tests.Formats;

public sealed class CocoResultsTests
{
    private static readonly CocoVocabulary s_vocabulary = new()
    {
        Images = new Dictionary<string, CocoImage> { ["1"] = new("a/x.jpg", 2, 3), ["2"] = new("a/y.jpg"), ["3"] = new("a/z.jpg", 2, 3) },
        Categories = new Dictionary<string, string> { ["1"] = "cat", ["2"] = "dog" },
    };

    public static TheoryData<string, string, string> BadResults => new()
    {
        // result, code, part of the reason
        { "{\"image_id\":9,\"category_id\":1,\"bbox\":[0,0,1,1],\"score\":1}", RefusalCodes.InvalidPrediction, "image_id 9 is not among the 3 images" },
        { "{\"image_id\":1,\"category_id\":9,\"bbox\":[0,0,1,1],\"score\":1}", RefusalCodes.InvalidPrediction, "category_id 9 is not among the 2" },
        { "{\"image_id\":\"/x\",\"category_id\":1,\"bbox\":[0,0,1,1],\"score\":1}", RefusalCodes.InvalidPrediction, "absolute" },
        { "{\"image_id\":1,\"bbox\":[0,0,1,1],\"score\":1}", RefusalCodes.InvalidPrediction, "no 'category_id'" },
        { "{\"image_id\":1,\"category_id\":1,\"bbox\":[0,0,1,1]}", RefusalCodes.InvalidPrediction, "no 'score'" },
        { "{\"image_id\":1,\"category_id\":1,\"bbox\":[0,0,1,1],\"score\":NaN}", RefusalCodes.InvalidPrediction, "holds NaN" },
        { "{\"image_id\":1,\"category_id\":1,\"bbox\":[0,0,1,1],\"score\":1.5}", RefusalCodes.InvalidPrediction, "The score is 1.5" },
        { "{\"image_id\":1,\"category_id\":1,\"bbox\":[0,0,-1,1],\"score\":1}", RefusalCodes.InvalidPrediction, "negative size" },
        { "{\"image_id\":1,\"category_id\":1,\"score\":1}", RefusalCodes.InvalidPrediction, "neither 'bbox' nor 'segmentation'" },
        { "{\"image_id\":1,\"category_id\":1,\"segmentation\":{\"size\":[3,2],\"counts\":[6]},\"score\":1}", RefusalCodes.InvalidPrediction, "3 × 2" },
        { "{\"image_id\":2,\"category_id\":1,\"segmentation\":[[0,0,1,0,1,1]],\"score\":1}", RefusalCodes.InvalidPrediction, "no 'height' and 'width'" },
        { "{\"image_id\":1,\"category_id\":\"cow\",\"bbox\":[0,0,1,1],\"score\":1}", RefusalCodes.UnknownClass, "no class 'cow'" },
    };

    [Fact]
    public async Task ReadAsync_ResultsInAnyOrder_AreGatheredByImage()
    {
        var rows = await ReadAsync(
            """
            [{"image_id":3,"category_id":1,"bbox":[0,0,1,1],"score":0.5},
             {"image_id":1,"category_id":2,"bbox":[0,0,2,1],"score":0.25,"id":5},
             {"image_id":"new.jpg","category_id":"dog","bbox":[1,1,1,1],"score":0},
             {"image_id":"3","category_id":"cat","segmentation":{"size":[2,3],"counts":[1,2,3]},"score":1}]
            """, new() { Vocabulary = s_vocabulary, Folder = "f" });
        Assert.Equal(
            """
            1 {"path":"a/z.jpg","detail":{"objects":[{"label":"cat","box":[0,0,1,1],"score":0.5,"isCrowd":false},{"label":"cat","box":[0,0,2,2],"score":1,"mask":{"height":2,"width":3,"counts":"123"},"isCrowd":false}]}} 
            2 {"path":"a/x.jpg","detail":{"objects":[{"label":"dog","box":[0,0,2,1],"score":0.25,"isCrowd":false}]}} 
            3 {"path":"f/new.jpg","detail":{"objects":[{"label":"dog","box":[1,1,1,1],"score":0,"isCrowd":false}]}} 
            0 {"path":"a/y.jpg","detail":{"objects":[]}} 
            """, Reading.Show(rows));
    }

    [Theory]
    [MemberData(nameof(BadResults))]
    public async Task ReadAsync_BadResult_IsRefusedAlone(string result, string code, string reason)
    {
        var rows = await ReadAsync(
            $"[{{\"image_id\":1,\"category_id\":1,\"bbox\":[0,0,1,1],\"score\":1}}, {result}]", new() { Vocabulary = s_vocabulary, Classes = ["cat", "dog"] });
        var refused = Assert.Single(rows, row => row.Refusal is not null);
        Assert.Equal((2, "file:[1]", code), (refused.Row, refused.Refusal!.Name, refused.Refusal.Code));
        Assert.Contains(reason, refused.Refusal.Reason, StringComparison.Ordinal);
        Assert.Single(rows.Single(row => row.Prediction?.Path == "a/x.jpg").Prediction!.Detail!.Objects!);
    }

    [Fact]
    public async Task ReadAsync_NoVocabulary_SaysWhatIsMissing()
    {
        var rows = await ReadAsync("[{\"image_id\":1,\"category_id\":\"cat\",\"bbox\":[0,0,1,1],\"score\":1},{\"image_id\":\"x\",\"category_id\":1,\"bbox\":[0,0,1,1],\"score\":1}]", new());
        Assert.All(rows, row => Assert.Contains("bring the annotation file", row.Refusal?.Reason, StringComparison.Ordinal));
        Assert.Equal(2, rows.Count);
    }

    [Fact]
    public async Task ReadAsync_Captions_BecomeTextsOnceForEachImage()
    {
        var rows = await ReadAsync(
            "[{\"image_id\":1,\"caption\":\"a cat\"},{\"image_id\":1,\"caption\":\"again\"},{\"image_id\":2,\"caption\":\"\"}]", new() { Vocabulary = s_vocabulary });
        Assert.Equal([2, 1, 3], rows.Select(row => row.Row));
        Assert.Equal(RefusalCodes.DuplicatePrediction, rows[0].Refusal?.Code);
        Assert.Equal(["a cat", ""], rows.Skip(1).Select(row => row.Prediction?.Text));
    }

    [Fact]
    public async Task ReadAsync_NoResults_AreImagesWithoutObjects()
    {
        var rows = await ReadAsync("[]", new() { Vocabulary = s_vocabulary });
        Assert.Equal(3, rows.Count);
        Assert.All(rows, row => Assert.Empty(row.Prediction!.Detail!.Objects!));
    }

    [Theory]
    [InlineData("{}", RefusalCodes.InvalidPrediction, "must be an array")]
    [InlineData("[{}", RefusalCodes.InvalidPrediction, "cut off")]
    [InlineData("[{},{},{},{}]", RefusalCodes.TooLarge, "more than 3 results")]
    [InlineData("[{\"image_id\":\"x\",\"category_id\":\"a\",\"bbox\":[0,0,1,1],\"score\":1},{\"image_id\":\"y\",\"category_id\":\"a\",\"bbox\":[0,0,1,1],\"score\":1}]", RefusalCodes.TooLarge, "the limit is 500")]
    public async Task ReadAsync_BadFile_IsRefusedAsAWhole(string content, string code, string reason)
    {
        var e = await Assert.ThrowsAsync<RefusedContentException>(() => ReadAsync(content, new() { MaxRows = 3, MaxHeldBytes = 500 }));
        Assert.Equal(code, e.Refusal.Code);
        Assert.Contains(reason, e.Refusal.Reason, StringComparison.Ordinal);
    }

    private static Task<List<ImportedPrediction>> ReadAsync(string content, PredictionOptions options) =>
        Reading.PredictionsAsync(content, PredictionFormat.CocoResults, options);
}
