using System.Text;
using Winnow.Core.Formats;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Tests.Formats;

public sealed class PredictionReaderTests
{
    private const string Id = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public static TheoryData<string, string> GoodLines => new()
    {
        // members of the row, members of the prediction
        { "\"label\":7", "\"label\":\"7\"" },
        { "\"label\":\" cat \",\"confidence\":1", "\"label\":\"cat\",\"confidence\":1" },
        { "\"text\":\" a \"", "\"text\":\" a \"" },
        { "\"text\":\"\",\"confidence\":0", "\"text\":\"\",\"confidence\":0" },
        { "\"probabilities\":{\"b\":0.5,\"a\":0.5}", "\"label\":\"a\",\"confidence\":0.5,\"detail\":{\"probabilities\":{\"a\":0.5,\"b\":0.5}}" },
        { "\"probabilities\":{\"b\":0.3,\"a\":0.7009}", "\"label\":\"a\",\"confidence\":0.7009,\"detail\":{\"probabilities\":{\"a\":0.7009,\"b\":0.3}}" },
        {
            "\"label\":\"b\",\"probabilities\":{\"b\":0.25,\"a\":0.75}",
            "\"label\":\"b\",\"confidence\":0.25,\"detail\":{\"probabilities\":{\"a\":0.75,\"b\":0.25}}"
        },
        { "\"label\":\"c\",\"probabilities\":{\"a\":1}", "\"label\":\"c\",\"detail\":{\"probabilities\":{\"a\":1}}" },
        {
            "\"confidence\":0.1,\"probabilities\":{\"b\":0.25,\"a\":0.75}",
            "\"label\":\"a\",\"confidence\":0.1,\"detail\":{\"probabilities\":{\"a\":0.75,\"b\":0.25}}"
        },
        {
            "\"labels\":[\"a\",\"b\"],\"probabilities\":{\"a\":0.9,\"b\":0.8}",
            "\"detail\":{\"labels\":[\"a\",\"b\"],\"probabilities\":{\"a\":0.9,\"b\":0.8}}"
        },
        { "\"objects\":[]", "\"detail\":{\"objects\":[]}" },
        {
            "\"objects\":[{\"label\":\"a\",\"box\":[1,2,3,4],\"score\":0.5,\"is_crowd\":1,\"area\":7}]",
            "\"detail\":{\"objects\":[{\"label\":\"a\",\"box\":[1,2,3,4],\"score\":0.5,\"isCrowd\":false}]}"
        },
        { "\"texts\":[\"a\",\"\"],\"passed\":[true,0]", "\"detail\":{\"texts\":[\"a\",\"\"],\"passed\":[true,false]}" },
        { "\"tags\":[]", "\"detail\":{\"tags\":[]}" },
        { "\"ranking\":[\"d1\",2]", "\"detail\":{\"ranking\":[\"d1\",\"2\"]}" },
        { "\"ranking\":[]", "\"detail\":{\"ranking\":[]}" },
        { "\"value\":0.5,\"metadata\":5,\"relevance\":5", "\"detail\":{\"value\":0.5}" },
        { "\"vector\":[1,-0.5]", "\"detail\":{\"vector\":[1,-0.5]}" },
        { "\"label\":\"a\",\"steps\":[\"b\",\"a\"]", "\"label\":\"a\",\"detail\":{\"steps\":[\"b\",\"a\"]}" },
    };

    public static TheoryData<string, string, string> BadLines => new()
    {
        // row, code, part of the reason
        { "{\"file_name\":\"x\"}", RefusalCodes.InvalidPrediction, "says nothing" },
        { "{\"file_name\":\"x\",\"confidence\":0.5,\"label\":\" \"}", RefusalCodes.InvalidPrediction, "says nothing" },
        { "{\"label\":\"a\"}", RefusalCodes.InvalidPrediction, "neither 'file_name' nor 'item_id'" },
        { "{\"file_name\":\"../x\",\"label\":\"a\"}", RefusalCodes.InvalidPrediction, "must not leave its folder" },
        { $"{{\"item_id\":\"{Id.ToUpperInvariant()}\",\"label\":\"a\"}}", RefusalCodes.InvalidPrediction, "64 lower-case hex digits" },
        { "{\"item_id\":\"e3\",\"label\":\"a\"}", RefusalCodes.InvalidPrediction, "The item_id 'e3'" },
        { "{\"file_name\":\"x\",\"label\":\"a\",\"confidence\":1.5}", RefusalCodes.InvalidPrediction, "The confidence is 1.5; it must be 0 to 1" },
        { "{\"file_name\":\"x\",\"label\":\"a\",\"confidence\":-0.1}", RefusalCodes.InvalidPrediction, "The confidence is -0.1" },
        { "{\"file_name\":\"x\",\"label\":\"a\",\"confidence\":NaN}", RefusalCodes.InvalidPrediction, "holds NaN, which JSON does not have" },
        { "{\"file_name\":\"x\",\"label\":\"a\",\"confidence\":\"NaN\"}", RefusalCodes.InvalidPrediction, "'confidence' is a string (\"NaN\")" },
        { "{\"file_name\":\"x\",\"probabilities\":{\"a\":0.5,\"b\":0.6}}", RefusalCodes.InvalidPrediction, "sum to 1.1; those of one class" },
        { "{\"file_name\":\"x\",\"probabilities\":{\"a\":0.998}}", RefusalCodes.InvalidPrediction, "sum to 0.998" },
        { "{\"file_name\":\"x\",\"probabilities\":{\"a\":-0.5,\"b\":1.5}}", RefusalCodes.InvalidPrediction, "The probability of 'a' is -0.5" },
        { "{\"file_name\":\"x\",\"labels\":[\"a\"],\"probabilities\":{\"a\":1e999}}", RefusalCodes.InvalidPrediction, "The probability of 'a' is Infinity" },
        { "{\"file_name\":\"x\",\"probabilities\":{}}", RefusalCodes.InvalidPrediction, "'probabilities' is empty" },
        { "{\"file_name\":\"x\",\"label\":\"z\"}", RefusalCodes.UnknownClass, "no class 'z'" },
        { "{\"file_name\":\"x\",\"labels\":[\"z\"]}", RefusalCodes.UnknownClass, "no class 'z'" },
        { "{\"file_name\":\"x\",\"steps\":[\"a\",\"z\"]}", RefusalCodes.UnknownClass, "no class 'z'" },
        { "{\"file_name\":\"x\",\"probabilities\":{\"a\":0.5,\"z\":0.5}}", RefusalCodes.UnknownClass, "no class 'z'" },
        { "{\"file_name\":\"x\",\"objects\":[{\"label\":\"z\",\"box\":[1,2,3,4]}]}", RefusalCodes.UnknownClass, "no class 'z'" },
        { "{\"file_name\":\"x\",\"objects\":[{\"label\":\"a\",\"box\":[1,2,-3,4]}]}", RefusalCodes.InvalidPrediction, "has a negative size" },
        { "{\"file_name\":\"x\",\"objects\":[{\"label\":\"a\",\"box\":[1,2,3,4],\"score\":1.01}]}", RefusalCodes.InvalidPrediction, "objects[0]: The score is 1.01" },
        { "{\"file_name\":\"x\",\"texts\":[\"a\"],\"passed\":[true,false]}", RefusalCodes.InvalidPrediction, "'passed' has 2 entries, 'texts' has 1" },
        { "{\"file_name\":\"x\",\"passed\":[]}", RefusalCodes.InvalidPrediction, "'passed' is empty" },
        { "{\"file_name\":\"x\",\"ranking\":[\"d\",\"d\"]}", RefusalCodes.InvalidPrediction, "'ranking' has 'd' twice" },
        { "{\"file_name\":\"x\",\"vector\":[]}", RefusalCodes.InvalidPrediction, "'vector' is empty" },
        { "{\"file_name\":\"x\",\"vector\":[1,1e39]}", RefusalCodes.InvalidPrediction, "'vector' has Infinity at index 1" },
        { "{\"file_name\":\"x\",\"value\":1e999}", RefusalCodes.InvalidPrediction, "'value' is Infinity" },
        { "{\"file_name\":\"x\",\"text\":\"123456789012345678901\"}", RefusalCodes.InvalidPrediction, "21 characters; the limit is 20" },
        { "{\"file_name\":\"x\",\"text\":\"\\u0000\"}", RefusalCodes.InvalidPrediction, "U+0000" },
        { "{\"file_name\":\"x\",", RefusalCodes.InvalidPrediction, "broken" },
        { "{\"file_name\":\"./good\",\"label\":\"b\"}", RefusalCodes.DuplicatePrediction, "Row 1 has a prediction for 'd/good' already" },
        { "{\"file_name\":\"good\",\"label\":\"a\"}", RefusalCodes.DuplicatePrediction, "that row stands" },
    };

    public static TheoryData<string, string, string> GoodCsv => new()
    {
        // header after the item, fields, members of the prediction
        { "label,confidence", "cat,0.5", "\"label\":\"cat\",\"confidence\":0.5" },
        { "label,confidence,other", "cat,,9", "\"label\":\"cat\"" },
        { "prob.b,prob.a", "0.5,0.5", "\"label\":\"a\",\"confidence\":0.5,\"detail\":{\"probabilities\":{\"a\":0.5,\"b\":0.5}}" },
        { "labels,prob.a,prob.b", "b|a,0.5,", "\"detail\":{\"labels\":[\"b\",\"a\"],\"probabilities\":{\"a\":0.5}}" },
        { "labels", "|", "\"detail\":{\"labels\":[]}" },
        { "tags", "B-X O", "\"detail\":{\"tags\":[\"B-X\",\"O\"]}" },
        { "value,text", "1e2,", "\"detail\":{\"value\":100}" },
        { "text,label", "\"a,b\",", "\"text\":\"a,b\"" },
        { "text,confidence", ",0.1", "\"text\":\"\",\"confidence\":0.1" },
    };

    [Theory]
    [MemberData(nameof(GoodLines))]
    public async Task ReadAsync_GoodJsonl_GivesThePrediction(string members, string expected)
    {
        var row = Assert.Single(await Reading.PredictionsAsync($"\uFEFF\r\n{{\"file_name\":\"x\",{members}}}\r\n", PredictionFormat.Jsonl));
        Assert.Equal($"2 {{\"path\":\"x\",{expected}}} ", Reading.Show([row]));
    }

    [Theory]
    [MemberData(nameof(BadLines))]
    public async Task ReadAsync_BadJsonl_IsRefusedAlone(string line, string code, string reason)
    {
        var options = new PredictionOptions { Classes = ["a", "b"], MaxTextChars = 20, Folder = "d" };
        var rows = await Reading.PredictionsAsync(
            $"{{\"file_name\":\"good\",\"label\":\"a\"}}\n{line}\n{{\"item_id\":\"{Id}\",\"label\":\"a\"}}", PredictionFormat.Jsonl, options);
        Assert.Equal(["d/good", null, null], rows.Select(row => row.Prediction?.Path));
        Assert.Equal(Id, rows[2].Prediction?.ItemId);
        Assert.Equal(("file:2", code), (rows[1].Refusal?.Name, rows[1].Refusal?.Code));
        Assert.Contains(reason, rows[1].Refusal!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(GoodCsv))]
    public async Task ReadAsync_GoodCsv_GivesThePrediction(string header, string fields, string expected)
    {
        var row = Assert.Single(await Reading.PredictionsAsync($"item_id,file_name,{header}\r\n,x,{fields}", PredictionFormat.Csv));
        Assert.Equal($"2 {{\"path\":\"x\",{expected}}} ", Reading.Show([row]));
    }

    [Theory]
    [InlineData("label,confidence", "a,2", "The confidence is 2")]
    [InlineData("label,confidence", "a,NaN", "The confidence is NaN; it must be 0 to 1")]
    [InlineData("label,confidence", "a,high", "'confidence' is 'high'")]
    [InlineData("prob.a,prob.b", "0.5,nan", "The probability of 'b' is NaN")]
    [InlineData("prob.a,prob.b", "0.5,0.4", "sum to 0.9")]
    [InlineData("label", "", "says nothing")]
    [InlineData("label", "a,b", "3 fields, the header has 2")]
    public async Task ReadAsync_BadCsv_IsRefusedAlone(string header, string fields, string reason)
    {
        var row = Assert.Single(await Reading.PredictionsAsync($"file_name,{header}\nx,{fields}\n", PredictionFormat.Csv));
        Assert.Equal(("file:2", RefusalCodes.InvalidPrediction), (row.Refusal?.Name, row.Refusal?.Code));
        Assert.Contains(reason, row.Refusal!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "no header")]
    [InlineData("label,confidence\na,1\n", "neither 'file_name' nor 'item_id'")]
    [InlineData("file_name,confidence\nx,1\n", "none of the columns")]
    [InlineData("file_name,prob.a,prob.a\nx,1,0\n", "'prob.a' twice")]
    public async Task ReadAsync_BadCsvHeader_RefusesTheFile(string content, string reason)
    {
        var e = await Assert.ThrowsAsync<RefusedContentException>(() => Reading.PredictionsAsync(content, PredictionFormat.Csv));
        Assert.Equal(RefusalCodes.InvalidPrediction, e.Refusal.Code);
        Assert.Contains(reason, e.Refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_ItemIdAndFileName_TheIdCounts() =>
        Assert.Equal(
            $"1 {{\"itemId\":\"{Id}\",\"label\":\"a\"}} ",
            Reading.Show(await Reading.PredictionsAsync($"{{\"item_id\":\"{Id}\",\"file_name\":\"../x\",\"label\":\"a\"}}", PredictionFormat.Jsonl)));

    [Fact]
    public async Task ReadAsync_MultiLabel_TakesNoLabelFromProbabilities() =>
        Assert.Equal(
            "1 {\"path\":\"x\",\"detail\":{\"probabilities\":{\"a\":0.9,\"b\":0.8}}} ",
            Reading.Show(await Reading.PredictionsAsync(
                "{\"file_name\":\"x\",\"probabilities\":{\"a\":0.9,\"b\":0.8}}", PredictionFormat.Jsonl, new() { IsMultiLabel = true })));

    [Fact]
    public async Task ReadAsync_TooManyRows_RefusesTheFile()
    {
        var rows = string.Concat(Enumerable.Range(0, 4).Select(i => $"{{\"file_name\":\"{i}\",\"label\":\"a\"}}\n"));
        var e = await Assert.ThrowsAsync<RefusedContentException>(
            () => Reading.PredictionsAsync(rows, PredictionFormat.Jsonl, new() { MaxRows = 3 }));
        Assert.Contains("more than 3 rows", e.Refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_HoweverTheBytesAreCut_GivesTheSame()
    {
        var content = Encoding.UTF8.GetBytes(string.Join("\r\n", GoodLines.Select(row => $"{{\"file_name\":\"é\",{row[0]}}}")));
        Assert.Equal(
            Reading.Show(await Reading.PredictionsAsync(new MemoryStream(content), PredictionFormat.Jsonl)),
            Reading.Show(await Reading.PredictionsAsync(new DripStream(content), PredictionFormat.Jsonl)));
    }

    [Fact]
    public void ReadAsync_UnknownFormat_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => PredictionReader.ReadAsync("x", (PredictionFormat)9, Stream.Null, PredictionOptions.Default, CancellationToken.None));

    [Theory]
    [InlineData("a/b.JSONL", PredictionFormat.Jsonl)]
    [InlineData("b.ndjson", PredictionFormat.Jsonl)]
    [InlineData("b.csv", PredictionFormat.Csv)]
    [InlineData("b.parquet", PredictionFormat.Parquet)]
    [InlineData("b.json", PredictionFormat.CocoResults)]
    [InlineData("b.txt", null)]
    [InlineData("csv", null)]
    public void Of_Name_TellsTheFormat(string name, PredictionFormat? expected) => Assert.Equal(expected, PredictionFormats.Of(name));
}
