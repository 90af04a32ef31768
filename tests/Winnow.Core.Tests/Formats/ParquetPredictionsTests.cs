using System.Text.Json.Serialization;
using CsCheck;
using Parquet.Serialization;
using Winnow.Core.Formats;
using Winnow.Core.Ingestion;
using Winnow.Core.Models;

namespace Winnow.Core.Tests.Formats;

public sealed class ParquetPredictionsTests
{
    private static readonly string s_id = new('a', 64);

    private static readonly Row[] s_rows =
    [
        new() { Name = "a.jpg", Cat = 0.25, Dog = 0.75f, Vector = [1, -0.5] },
        new() { Name = "b.jpg", Label = "cat", Confidence = 0.5f },
        new() { Name = "c.jpg", Value = 7, Detail = "{\"ranking\":[\"d\"],\"value\":1,\"objects\":[{\"label\":\"a\",\"box\":[1,2,3,4],\"score\":1,\"isCrowd\":false}]}" },
        new() { Name = "d.jpg", Text = "", Vector = [] },
        new() { Name = "e.jpg", Label = "cat", Confidence = float.NaN },
        new() { Name = "f.jpg", Detail = "{\"value\":NaN}" },
        new() { Name = "g.jpg" },
        new() { Name = "a.jpg", Label = "cat" },
        new() { Name = "h.jpg", Vector = [1, double.PositiveInfinity] },
    ];

    [Theory]
    [InlineData(2)]
    [InlineData(100)]
    public async Task ReadAsync_Columns_AreReadRowGroupByRowGroup(int rowGroupSize)
    {
        var rows = await Reading.PredictionsAsync(await FileAsync(s_rows, rowGroupSize), PredictionFormat.Parquet);
        Assert.Equal(
            """
            1 {"path":"a.jpg","label":"dog","confidence":0.75,"detail":{"probabilities":{"cat":0.25,"dog":0.75},"vector":[1,-0.5]}} 
            2 {"path":"b.jpg","label":"cat","confidence":0.5} 
            3 {"path":"c.jpg","detail":{"objects":[{"label":"a","box":[1,2,3,4],"score":1,"isCrowd":false}],"ranking":["d"],"value":7}} 
            4 {"path":"d.jpg","text":""} 
            """, Reading.Show(rows.Take(4)));
        Assert.Equal(Enumerable.Range(1, 9), rows.Select(row => row.Row));
        Assert.Equal("file:5", rows[4].Refusal?.Name);
        string[] reasons = ["The confidence is NaN", "In 'detail': The JSON holds NaN", "says nothing", "Row 1 has a prediction", "'vector' has Infinity at index 1"];
        Assert.All(reasons, (reason, index) => Assert.Contains(reason, rows[4 + index].Refusal?.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReadAsync_OurOwnFile_HasIdsErrorsAndScores()
    {
        PredictionRow[] ours =
        [
            new() { ItemId = s_id, Name = "a.png", Label = "7", Confidence = 0.75, Scores = [0.25f, 0.75f] },
            new() { ItemId = new('b', 64), Name = "b.png", Text = "ab", Confidence = 0.5, Scores = [0.5f, 0.25f, 0.75f] },
            new() { ItemId = new('c', 64), Name = "c.png", Error = "no image" },
            new() { ItemId = new('d', 64), Name = "d.png", Label = "7", Scores = [1] },
        ];
        var options = new PredictionOptions { ScoreClasses = ["1", "7"] };
        var rows = await Reading.PredictionsAsync(await FileAsync(ours, 100), PredictionFormat.Parquet, options);
        Assert.Equal(
            """
            1 {"itemId":"A","label":"7","confidence":0.75,"detail":{"probabilities":{"1":0.25,"7":0.75}}} 
            2 {"itemId":"B","text":"ab","confidence":0.5} 
            """, Reading.Show(rows.Take(2)).Replace(s_id, "A", StringComparison.Ordinal).Replace(new string('b', 64), "B", StringComparison.Ordinal));
        Assert.Contains("no answer: no image", rows[2].Refusal?.Reason, StringComparison.Ordinal);
        Assert.Contains("1 scores, the model has 2 classes", rows[3].Refusal?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_WrongColumns_RefuseTheFile()
    {
        await RefusedAsync(await FileAsync(new[] { new { label = "a" } }, 9), "neither 'item_id' nor 'file_name'; it has 'label'");
        await RefusedAsync(await FileAsync(new[] { new { file_name = "a" } }, 9), "no column that says anything");
        await RefusedAsync(await FileAsync(new[] { new { file_name = "a", label = 7 } }, 9), "'label' holds Int32; it must hold text");
        await RefusedAsync(await FileAsync(new[] { new { file_name = "a", value = "7" } }, 9), "'value' holds text; it must hold numbers");
        await RefusedAsync(await FileAsync(new[] { new { file_name = "a", text = new byte[] { 7 } } }, 9), "'text' holds bytes that are not marked as text");
        await RefusedAsync(await FileAsync(new[] { new { file_name = "a", vector = 7.0 } }, 9), "'vector' holds Double; it must hold lists");
    }

    [Fact]
    public async Task ReadAsync_AbsentEntryOfAVector_IsRefused()
    {
        var rows = await Reading.PredictionsAsync(
            await FileAsync(
                new[] { new { file_name = "a", vector = new List<float?> { 1, null, 3 } }, new { file_name = "b", vector = new List<float?> { 4, 5 } } }, 9),
            PredictionFormat.Parquet);
        Assert.Contains("'vector' has NaN at index 1", rows[0].Refusal?.Reason, StringComparison.Ordinal);
        Assert.Equal([4f, 5f], rows[1].Prediction?.Detail?.Vector);
    }

    [Fact]
    public async Task ReadAsync_TooManyRows_RefusesBeforeReadingThem() =>
        await RefusedAsync(await FileAsync(s_rows, 4), "Row group 1 has 4 rows, and only 1 more", new() { MaxRows = 5 });

    [Fact]
    public async Task ReadAsync_BrokenBytes_AreRefusedOrRead()
    {
        var content = (await FileAsync(s_rows, 3)).ToArray();
        await Gen.Select(Gen.Int[0, 100_000], Gen.Byte).Array[1, 3].SampleAsync(async mutations =>
        {
            var broken = content.ToArray();
            foreach (var (position, value) in mutations)
            {
                broken[position % broken.Length] = value;
            }

            try
            {
                Assert.All(await Reading.PredictionsAsync(new MemoryStream(broken), PredictionFormat.Parquet), row => Assert.True(row.Prediction is null != row.Refusal is null));
            }
            catch (RefusedContentException)
            {
                // As documented.
            }
        }, iter: 300);
    }

    [Fact]
    public async Task ReadAsync_BrokenEnd_SaysWhatIsWrong()
    {
        var content = (await FileAsync(s_rows, 3)).ToArray();
        await RefusedAsync(new MemoryStream([1, 2, 3]), "It has 3 bytes, too few");
        await RefusedAsync(new MemoryStream(content[..^1]), "does not end with 'PAR1'");
        await RefusedAsync(new MemoryStream([.. content[..^8], 255, 255, 255, 127, .. "PAR1"u8]), "Its metadata has 2,147,483,647 bytes");
        await RefusedAsync(new MemoryStream([.. content[..^8], 9, 0, 0, 0, .. "PAR1"u8]), "Its metadata is broken");
    }

    [Fact]
    public async Task ReadAsync_StreamThatCannotSeek_Throws()
    {
        await using var zip = new System.IO.Compression.GZipStream(new MemoryStream(), System.IO.Compression.CompressionMode.Decompress);
        await Assert.ThrowsAsync<ArgumentException>(() => Reading.PredictionsAsync(zip, PredictionFormat.Parquet));
    }

    private static async Task<MemoryStream> FileAsync<T>(IEnumerable<T> rows, int rowGroupSize)
    {
        var file = new MemoryStream();
        await ParquetSerializer.SerializeAsync(rows, file, new() { RowGroupSize = rowGroupSize });
        file.Position = 0;
        return file;
    }

    private static async Task RefusedAsync(Stream content, string reason, PredictionOptions? options = null)
    {
        var e = await Assert.ThrowsAsync<RefusedContentException>(() => Reading.PredictionsAsync(content, PredictionFormat.Parquet, options));
        Assert.Contains(reason, e.Refusal.Reason, StringComparison.Ordinal);
    }

    private sealed class Row
    {
        [JsonPropertyName("file_name")]
        public string Name { get; set; } = "";

        [JsonPropertyName("label")]
        public string? Label { get; set; }

        [JsonPropertyName("text")]
        public string? Text { get; set; }

        [JsonPropertyName("confidence")]
        public float? Confidence { get; set; }

        [JsonPropertyName("value")]
        public int? Value { get; set; }

        [JsonPropertyName("prob.cat")]
        public double? Cat { get; set; }

        [JsonPropertyName("prob.dog")]
        public float? Dog { get; set; }

        [JsonPropertyName("vector")]
        public List<double>? Vector { get; set; }

        [JsonPropertyName("detail")]
        public string? Detail { get; set; }
    }
}
