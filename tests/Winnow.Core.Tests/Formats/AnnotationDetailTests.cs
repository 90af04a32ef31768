using System.Text;
using Winnow.Core.Formats;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Tests.Formats;

[Collection(Alone.Name)]
public sealed class AnnotationDetailTests
{
    public static TheoryData<string, string> GoodDetails => new()
    {
        // members of the row, detail as JSON
        { "\"labels\":[\"b\",7,\"a\"]", "{\"labels\":[\"b\",\"7\",\"a\"]}" },
        { "\"labels\":[]", "{\"labels\":[]}" },
        { "\"texts\":[\"x\",\"\"]", "{\"texts\":[\"x\",\"\"]}" },
        { "\"tags\":[\"B-PER\",\"I-PER\",\"O\"]", "{\"tags\":[\"B-PER\",\"I-PER\",\"O\"]}" },
        { "\"relevance\":{\"d2\":0,\"d1\":2.5}", "{\"relevance\":{\"d1\":2.5,\"d2\":0}}" },
        { "\"value\":-1e3", "{\"value\":-1000}" },
        { "\"metadata\":{\"b\":1.50,\"a\":\"x\",\"c\":true}", "{\"metadata\":{\"a\":\"x\",\"b\":\"1.50\",\"c\":\"true\"}}" },
        { "\"objects\":[]", "{\"objects\":[]}" },
        { "\"objects\":[{\"label\":\"a\",\"box\":[-1,2,0,0.5],\"score\":7}]", "{\"objects\":[{\"label\":\"a\",\"box\":[-1,2,0,0.5],\"isCrowd\":false}]}" },
        {
            "\"objects\":[{\"label\":1,\"box\":[1,2,3,4],\"is_crowd\":1,\"area\":2,\"text\":\"t\"},{\"label\":\"b\",\"box\":[1,2,3,4],\"isCrowd\":true}]",
            "{\"objects\":[{\"label\":\"1\",\"box\":[1,2,3,4],\"isCrowd\":true,\"area\":2,\"text\":\"t\"},{\"label\":\"b\",\"box\":[1,2,3,4],\"isCrowd\":true}]}"
        },
        {
            "\"objects\":[{\"label\":\"a\",\"mask\":{\"height\":2,\"width\":3,\"counts\":[1,2,3]}}]",
            "{\"objects\":[{\"label\":\"a\",\"box\":[0,0,2,2],\"mask\":{\"height\":2,\"width\":3,\"counts\":\"123\"},\"isCrowd\":false}]}"
        },
        {
            "\"objects\":[{\"label\":\"a\",\"mask\":{\"height\":2,\"width\":3.0,\"polygons\":[[0,1,2,1,2,2.5]]}}]",
            "{\"objects\":[{\"label\":\"a\",\"box\":[0,1,2,1.5],\"mask\":{\"height\":2,\"width\":3,\"polygons\":[[0,1,2,1,2,2.5]]},\"isCrowd\":false}]}"
        },
        { "\"label\":\"a\",\"value\":null,\"metadata\":{},\"ranking\":5,\"steps\":{}", "null" },
    };

    public static TheoryData<string, string> BadDetails => new()
    {
        // members of the row, part of the reason
        { "\"labels\":\"a\"", "'labels' is a string (\"a\"); it must be an array" },
        { "\"labels\":[\"a\",\"a\"]", "'labels' has 'a' twice" },
        { "\"labels\":[\"\"]", "entry of 'labels' is empty" },
        { "\"labels\":[true]", "'labels' is a truth value" },
        { "\"labels\":[\"a\",\"b\",\"c\",\"d\"]", "4 entries; the limit is 3" },
        { "\"texts\":[]", "'texts' is empty" },
        { "\"texts\":[\"\\u0000\"]", "U+0000" },
        { "\"tags\":[\"O\",\"\"]", "tag is empty" },
        { "\"tags\":[\"B PER\"]", "white space" },
        { "\"relevance\":{\"d\":-0.5}", "The gain of 'd' is -0.5" },
        { "\"relevance\":{\"d\":1e999}", "The gain of 'd' is Infinity" },
        { "\"relevance\":[\"d\"]", "'relevance' is an array; it must be an object" },
        { "\"value\":\"7\"", "'value' is a string (\"7\"); it must be a number" },
        { "\"value\":1e400", "'value' is Infinity" },
        { "\"value\":NaN", "holds NaN, which JSON does not have" },
        { "\"value\":-Infinity", "holds Infinity, which JSON does not have" },
        { "\"metadata\":{\"a b\":\"x\"}", "The key 'a b'" },
        { "\"metadata\":{\"\":\"x\"}", "The key ''" },
        { "\"metadata\":{\"a\":[]}", "'metadata' is an array" },
        { "\"metadata\":{\"a\":\"12345678901\"}", "11 characters; the limit is 10" },
        { "\"metadata\":{\"a\":\"1\\n\"}", "control character" },
        { "\"metadata\":{\"a\":1,\"b\":1,\"c\":1}", "3 entries; the limit is 2" },
        { "\"objects\":{\"bbox\":[]}", "'objects' is an object; it must be an array" },
        { "\"objects\":[5]", "objects[0]: It is a number" },
        { "\"objects\":[{\"label\":\"a\",\"box\":[1,2,3,4]},{\"box\":[1,2,3,4]}]", "objects[1]: It has no 'label'" },
        { "\"objects\":[{\"label\":\"a\"}]", "neither 'box' nor 'mask'" },
        { "\"objects\":[{\"label\":\"a\",\"box\":[1,2,3]}]", "has 3 numbers; it must have four" },
        { "\"objects\":[{\"label\":\"a\",\"box\":[1,2,3,-4]}]", "objects[0]: The box [1, 2, 3, -4] has a negative size" },
        { "\"objects\":[{\"label\":\"a\",\"box\":[1,2,1e999,4]}]", "not finite" },
        { "\"objects\":[{\"label\":\"a\",\"box\":[1,2,3,4],\"area\":-1}]", "The area is -1" },
        { "\"objects\":[{\"label\":\"a\",\"box\":[1,2,3,4],\"is_crowd\":2}]", "'is_crowd' is a number (2); it must be true or false" },
        { "\"objects\":[{\"label\":\"a\",\"mask\":{\"height\":0,\"width\":3,\"counts\":[0]}}]", "'height' of the mask is 0" },
        { "\"objects\":[{\"label\":\"a\",\"mask\":{\"height\":2,\"width\":70000,\"counts\":[0]}}]", "it must be 1 to 65,535" },
        { "\"objects\":[{\"label\":\"a\",\"mask\":{\"height\":2.5,\"width\":3,\"counts\":[6]}}]", "(2.5); it must be a whole number" },
        { "\"objects\":[{\"label\":\"a\",\"mask\":{\"height\":2,\"width\":3}}]", "either 'counts' or 'polygons'" },
        { "\"objects\":[{\"label\":\"a\",\"mask\":{\"height\":2,\"width\":3,\"counts\":[6],\"polygons\":[]}}]", "either 'counts' or 'polygons'" },
        { "\"objects\":[{\"label\":\"a\",\"mask\":{\"height\":2,\"width\":3,\"counts\":[5]}}]", "have 5 pixels, an image of 2 × 3 has 6" },
        { "\"objects\":[{\"label\":\"a\",\"mask\":{\"height\":2,\"width\":3,\"counts\":[7,-1]}}]", "a run of -1 pixels" },
        { "\"objects\":[{\"label\":\"a\",\"mask\":{\"height\":2,\"width\":3,\"counts\":\"5 1\"}}]", "'counts' holds ' '" },
        { "\"objects\":[{\"label\":\"a\",\"mask\":{\"height\":2,\"width\":3,\"counts\":\"6P\"}}]", "ends within a number" },
        { "\"objects\":[{\"label\":\"a\",\"mask\":{\"height\":2,\"width\":3,\"polygons\":[]}}]", "'polygons' is empty" },
        { "\"objects\":[{\"label\":\"a\",\"mask\":{\"height\":2,\"width\":3,\"polygons\":[[1,2,3,4]]}}]", "A polygon has 4 numbers" },
        { "\"objects\":[{\"label\":\"a\",\"mask\":{\"height\":2,\"width\":3,\"polygons\":[[1,2,3,4,5,6,7]]}}]", "A polygon has 7 numbers" },
        { "\"objects\":[{\"label\":\"a\",\"box\":[0,0,1,1]},{\"label\":\"a\",\"box\":[0,0,1,1]},{\"label\":\"a\",\"box\":[0,0,1,1]}]", "3 entries; the limit is 2" },
        { "\"tags\":[\"0123456789\",\"0123456789\",\"0123456789\",\"0123456789\",\"0123456789\",\"0123456789\"]", "88 bytes as JSON; the limit is 80" },
        { "\"objects\":null,\"metadata\":{}", "say at least one" },
    };

    private static readonly AnnotationOptions s_small = new()
    {
        MaxDetailBytes = 80, Details = new() { MaxLabels = 3, MaxObjects = 2, MaxMetadata = 2, MaxMetadataChars = 10 },
    };

    [Theory]
    [MemberData(nameof(GoodDetails))]
    public async Task ReadAsync_GoodJsonl_GivesTheDetail(string members, string detail)
    {
        var row = Assert.Single(await Reading.AnnotationsAsync($"{{\"file_name\":\"x\",{members}}}", ContentKind.AnnotationJsonl));
        Assert.Null(row.Refusal);
        Assert.Equal(detail, Reading.Json(row.Annotation!.Detail));
    }

    [Theory]
    [MemberData(nameof(BadDetails))]
    public async Task ReadAsync_BadJsonl_IsRefusedAlone(string members, string reason)
    {
        var rows = await Reading.AnnotationsAsync(
            $"{{\"file_name\":\"x\",{members}}}\n{{\"file_name\":\"x\",\"value\":1}}\n", ContentKind.AnnotationJsonl, s_small);
        Assert.Equal(("a/file:1", RefusalCodes.InvalidAnnotation), (rows[0].Refusal?.Name, rows[0].Refusal?.Code));
        Assert.Contains(reason, rows[0].Refusal!.Reason, StringComparison.Ordinal);
        Assert.Equal(1, rows[1].Annotation?.Detail?.Value);
    }

    [Theory]
    [InlineData("\"labels\":[\"cat\",\"dog\"]", "no class 'dog'")]
    [InlineData("\"objects\":[{\"label\":\"cat\",\"box\":[1,2,3,4]},{\"label\":\"Cat\",\"box\":[1,2,3,4]}]", "objects[1]: The dataset has no class 'Cat'")]
    public async Task ReadAsync_ClassThatTheDatasetLacks_IsRefused(string members, string reason)
    {
        var rows = await Reading.AnnotationsAsync($"{{\"file_name\":\"x\",{members}}}", ContentKind.AnnotationJsonl, new() { Classes = ["cat"] });
        Assert.Equal(RefusalCodes.UnknownClass, rows[0].Refusal?.Code);
        Assert.Contains(reason, rows[0].Refusal!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("labels", " a | b", "{\"labels\":[\"a\",\"b\"]}")]
    [InlineData("labels", "|", "{\"labels\":[]}")]
    [InlineData("tags", " B-PER  O\tO", "{\"tags\":[\"B-PER\",\"O\",\"O\"]}")]
    [InlineData("value", " 1.5e1 ", "{\"value\":15}")]
    [InlineData("metadata.camera", "front, left", "{\"metadata\":{\"camera\":\"front, left\"}}")]
    public async Task ReadAsync_GoodCsv_GivesTheDetail(string column, string field, string detail)
    {
        var row = Assert.Single(await Reading.AnnotationsAsync($"file_name,{column},other\nx,\"{field}\",9\n", ContentKind.AnnotationCsv));
        Assert.Equal(detail, Reading.Json(row.Annotation?.Detail));
    }

    [Theory]
    [InlineData("labels", "a||b", "entry of 'labels' is empty")]
    [InlineData("value", "1,5", "'value' is '1,5'")]
    [InlineData("value", "NaN", "'value' is NaN; it must be a finite number")]
    [InlineData("metadata.a b", "x", "The key 'a b'")]
    [InlineData("value", " ", "say at least one")]
    public async Task ReadAsync_BadCsv_IsRefusedAlone(string column, string field, string reason)
    {
        var row = Assert.Single(await Reading.AnnotationsAsync($"file_name,{column}\nx,\"{field}\"\n", ContentKind.AnnotationCsv));
        Assert.Equal(("a/file:2", RefusalCodes.InvalidAnnotation), (row.Refusal?.Name, row.Refusal?.Code));
        Assert.Contains(reason, row.Refusal!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_SameDetailAgain_IsDroppedAndAnotherConflicts()
    {
        var rows = await Reading.AnnotationsAsync(
            """
            {"file_name":"x","relevance":{"a":1,"b":2}}
            {"file_name":"x","relevance":{"b":2.0,"a":1}}
            {"file_name":"x","relevance":{"a":1,"b":3}}
            {"file_name":"x","label":"7"}
            """, ContentKind.AnnotationJsonl);
        Assert.Equal([1, 3, 4], rows.Select(row => row.Line));
        Assert.Equal([null, RefusalCodes.ConflictingAnnotation, RefusalCodes.ConflictingAnnotation], rows.Select(row => row.Refusal?.Code));
    }

    [Fact]
    public async Task ReadAsync_ManyRowsWithObjects_KeepsLittleMemory()
    {
        const int Count = 200_000;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (rows, most) = (0, 0L);
        using var content = new LineStream(Count, line => $"{{\"file_name\":\"{line}.jpg\",\"objects\":[{{\"label\":\"car\",\"box\":[1,2,{line},4]}}]}}\n");
        await foreach (var row in AnnotationReader.ReadAsync("a.jsonl", ContentKind.AnnotationJsonl, content, AnnotationOptions.Default, CancellationToken.None))
        {
            Assert.NotNull(row.Annotation);
            if (++rows % 50_000 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        Assert.Equal(Count, rows);
        Assert.InRange(most, 0, Count * 120L);
    }

    /// <summary>Makes its lines up as they are read.</summary>
    private sealed class LineStream(int count, Func<int, string> lineOf) : Stream
    {
        private byte[] line = [];
        private int used;
        private int next;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int length)
        {
            if (used == line.Length)
            {
                if (next == count)
                {
                    return 0;
                }

                (line, used) = (Encoding.UTF8.GetBytes(lineOf(next++)), 0);
            }

            var read = Math.Min(length, line.Length - used);
            line.AsSpan(used, read).CopyTo(buffer.AsSpan(offset));
            used += read;
            return read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int length) => throw new NotSupportedException();
    }
}
