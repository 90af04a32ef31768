using System.Text;
using CsCheck;
using Winnow.Core.Formats;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Tests.Formats;

public sealed class CocoAnnotationsTests
{
    private const string Images = """
        "images":[{"id":1,"file_name":"x.jpg","height":2,"width":3,"metadata":{"sky":"blue"}},{"id":"two","file_name":"b/y.jpg"}]
        """;

    private const string Categories = """
        "categories":[{"id":1,"name":" cat "},{"id":2,"name":"dog","supercategory":"animal"}]
        """;

    private const string Good = """{"id":90,"image_id":1,"category_id":2,"bbox":[0,0,1,1]}""";

    public static TheoryData<string, string> GoodAnnotations => new()
    {
        // annotations, objects of image 1 as JSON
        { "", "[]" },
        { """{"image_id":1,"category_id":1,"bbox":[0,1,2,3]}""", """[{"label":"cat","box":[0,1,2,3],"isCrowd":false}]""" },
        {
            """{"id":1,"image_id":1,"category_id":2,"bbox":[0,1,2,3],"area":5.5,"iscrowd":1,"score":0.5,"segmentation":[],"keypoints":[1]}""",
            """[{"label":"dog","box":[0,1,2,3],"isCrowd":true,"area":5.5}]"""
        },
        {
            """{"image_id":"1","category_id":"1","segmentation":[[0,1,2,1,2,2.5],[0,0,1,0,1,1]]}""",
            """[{"label":"cat","box":[0,0,2,2.5],"mask":{"height":2,"width":3,"polygons":[[0,1,2,1,2,2.5],[0,0,1,0,1,1]]},"isCrowd":false}]"""
        },
        {
            """{"image_id":1,"category_id":1,"bbox":[0,0,2,2],"segmentation":{"size":[2,3],"counts":[1,2,3]}}""",
            """[{"label":"cat","box":[0,0,2,2],"mask":{"height":2,"width":3,"counts":"123"},"isCrowd":false}]"""
        },
        {
            """{"image_id":1,"category_id":1,"segmentation":{"size":[2,3],"counts":"123"}}""",
            """[{"label":"cat","box":[0,0,2,2],"mask":{"height":2,"width":3,"counts":"123"},"isCrowd":false}]"""
        },
    };

    public static TheoryData<string, string, string> BadAnnotations => new()
    {
        // annotation, code, part of the reason
        { "{\"image_id\":7,\"category_id\":1,\"bbox\":[0,1,2,3]}", RefusalCodes.InvalidAnnotation, "image_id 7 is not among" },
        { "{\"category_id\":1,\"bbox\":[0,1,2,3]}", RefusalCodes.InvalidAnnotation, "no 'image_id'" },
        { "{\"image_id\":1,\"category_id\":9,\"bbox\":[0,1,2,3]}", RefusalCodes.InvalidAnnotation, "category_id 9 is not among the 2" },
        { "{\"image_id\":1,\"bbox\":[0,1,2,3]}", RefusalCodes.InvalidAnnotation, "no 'category_id'" },
        { "{\"image_id\":1,\"category_id\":1,\"bbox\":[0,1,-2,3]}", RefusalCodes.InvalidAnnotation, "[0, 1, -2, 3] has a negative size" },
        { "{\"image_id\":1,\"category_id\":1}", RefusalCodes.InvalidAnnotation, "neither 'bbox' nor 'segmentation'" },
        { "{\"image_id\":1,\"category_id\":1,\"bbox\":[0,NaN,2,3]}", RefusalCodes.InvalidAnnotation, "holds NaN" },
        { "{\"image_id\":1,\"category_id\":1,\n\"bbox\":[0,1,2,3],\n\"area\":\n NaN}", RefusalCodes.InvalidAnnotation, "holds NaN" },
        { "{\"image_id\":1,\"category_id\":1,\"bbox\":[0,1,2,3],}", RefusalCodes.InvalidAnnotation, "broken" },
        { "[1]", RefusalCodes.InvalidAnnotation, "an array" },
        { "null", RefusalCodes.InvalidAnnotation, "null" },
        { "{\"id\":90,\"image_id\":1,\"category_id\":1,\"bbox\":[0,1,2,3]}", RefusalCodes.InvalidAnnotation, "Another annotation has the id 90" },
        { "{\"image_id\":1,\"category_id\":1,\"segmentation\":5}", RefusalCodes.InvalidAnnotation, "'segmentation' is a number (5)" },
        { "{\"image_id\":1,\"category_id\":1,\"segmentation\":[[1,2]]}", RefusalCodes.InvalidAnnotation, "A polygon has 2 numbers" },
        { "{\"image_id\":1,\"category_id\":1,\"segmentation\":{\"counts\":[6]}}", RefusalCodes.InvalidAnnotation, "no 'size'" },
        { "{\"image_id\":1,\"category_id\":1,\"segmentation\":{\"size\":[3,2],\"counts\":[6]}}", RefusalCodes.InvalidAnnotation, "The mask is 3 × 2, the image 2 × 3" },
        { "{\"image_id\":\"two\",\"category_id\":1,\"segmentation\":[[0,0,1,0,1,1]]}", RefusalCodes.InvalidAnnotation, "no 'height' and 'width'" },
        { "{\"image_id\":1,\"category_id\":1,\"bbox\":[0,0,1,1]}", RefusalCodes.UnknownClass, "no class 'cat'" },
    };

    public static TheoryData<string, string, string> BadFiles => new()
    {
        { "", RefusalCodes.InvalidAnnotation, "empty" },
        { "[]", RefusalCodes.InvalidAnnotation, "starts with '['" },
        { "{}", RefusalCodes.InvalidAnnotation, "no array 'images'" },
        { "{\"images\":[]}", RefusalCodes.InvalidAnnotation, "no array 'annotations'" },
        { "{\"images\":{},\"annotations\":[]}", RefusalCodes.InvalidAnnotation, "no array 'images'" },
        { "{\"images\":[],\"images\":[]", RefusalCodes.InvalidAnnotation, "'images' twice" },
        { "{\"images\":[{\"id\":1},]}", RefusalCodes.InvalidAnnotation, "']' cannot stand there" },
        { "{\"images\":[{\"id\":1} {\"id\":2}]}", RefusalCodes.InvalidAnnotation, "'{' cannot stand there" },
        { "{\"images\":[\n{\"id\":1}", RefusalCodes.InvalidAnnotation, "ends on line 2" },
        { "{\"images\":[],\"annotations\":[]}{", RefusalCodes.InvalidAnnotation, "'{' cannot stand there" },
        { "{images:[]}", RefusalCodes.InvalidAnnotation, "'i' cannot stand there" },
        { "{\"images\":[{\"id\":\"" + new string('x', 300) + "\"}]}", RefusalCodes.TooLarge, "more than 200 bytes" },
        { "{\"annotations\":[{},{},{},{},{},{}]}", RefusalCodes.TooLarge, "more than 5 annotations" },
        { "{\"images\":[{},{},{},{},{},{},{}]}", RefusalCodes.TooLarge, "limits are 5 images and 2,000 bytes" },
    };

    [Theory]
    [MemberData(nameof(GoodAnnotations))]
    public async Task ReadAsync_GoodFile_GivesOneRowPerImageInAnyOrderOfSections(string annotations, string objects)
    {
        string[] sections = [Images, $"\"annotations\":[{annotations}]", Categories, "\"info\":{\"a\":[1,{\"}\":\"\\\"]\"}]},\"licenses\":[{}]"];
        foreach (var order in new[] { sections, [.. sections.Reverse()] })
        {
            var rows = (await ReadAsync($"\uFEFF{{ {string.Join(" ,\r\n", order)} }}\n")).OrderBy(row => row.Annotation?.Path).ToList();
            Assert.Equal(["a/b/y.jpg", "a/x.jpg"], rows.Select(row => row.Annotation?.Path));
            Assert.Equal("{\"objects\":[]}", Reading.Json(rows[0].Annotation!.Detail));
            Assert.Equal($"{{\"objects\":{objects},\"metadata\":{{\"sky\":\"blue\"}}}}", Reading.Json(rows[1].Annotation!.Detail));
        }
    }

    [Theory]
    [MemberData(nameof(BadAnnotations))]
    public async Task ReadAsync_BadAnnotation_IsRefusedAlone(string annotation, string code, string reason)
    {
        var options = new AnnotationOptions { Classes = code is RefusalCodes.UnknownClass ? ["dog"] : [] };
        var rows = await ReadAsync($"{{{Images},{Categories},\"annotations\":[{Good},{annotation}]}}", options);
        var refusal = Assert.Single(rows, row => row.Refusal is not null).Refusal!;
        Assert.Equal(("a/coco.json:annotations[1]", code), (refusal.Name, refusal.Code));
        Assert.Contains(reason, refusal.Reason, StringComparison.Ordinal);
        Assert.Equal("""[{"label":"dog","box":[0,0,1,1],"isCrowd":false}]""",
            Reading.Json(Assert.Single(rows, row => row.Annotation?.Path == "a/x.jpg").Annotation!.Detail!.Objects));
    }

    [Theory]
    [InlineData("{\"id\":1,\"file_name\":\"z.jpg\"}", "images[2]", "Another image has the id 1")]
    [InlineData("{\"id\":3}", "images[2]", "no 'file_name'")]
    [InlineData("{\"file_name\":\"z.jpg\"}", "images[2]", "no 'id'")]
    [InlineData("{\"id\":3,\"file_name\":\"../z.jpg\"}", "images[2]", "must not leave its folder")]
    [InlineData("{\"id\":3,\"file_name\":\"z.jpg\",\"height\":\"2\"}", "images[2]", "'height' is a string")]
    [InlineData("{\"id\":3,\"file_name\":\"z.jpg\",\"metadata\":{\"a b\":1}}", "images[2]", "The key 'a b'")]
    [InlineData("{\"id\":3,\"file_name\":\"x.jpg\"}", "images[2]", "says something else about 'a/x.jpg'")]
    public async Task ReadAsync_BadImage_IsRefusedAlone(string image, string place, string reason)
    {
        var rows = await ReadAsync($"{{{Images[..^1]},{image}],{Categories},\"annotations\":[{Good}]}}");
        var refusal = Assert.Single(rows, row => row.Refusal is not null).Refusal!;
        Assert.Equal($"a/coco.json:{place}", refusal.Name);
        Assert.Contains(reason, refusal.Reason, StringComparison.Ordinal);
        Assert.Equal(2, rows.Count(row => row.Annotation is not null));
    }

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task ReadAsync_BadFile_IsRefusedAsAWhole(string content, string code, string reason)
    {
        var options = new AnnotationOptions { MaxRows = 5, MaxFieldBytes = 200, MaxHeldBytes = 2_000 };
        var e = await Assert.ThrowsAsync<RefusedContentException>(() => ReadAsync(content, options));
        Assert.Equal(("a/coco.json", code), (e.Refusal.Name, e.Refusal.Code));
        Assert.Contains(reason, e.Refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_Captions_BecomeTextsAndImagesWithoutOneSayNothing()
    {
        var rows = await ReadAsync($$"""{"annotations":[{"id":1,"image_id":"two","caption":"b"},{"id":2,"image_id":"two","caption":"a"}],{{Images}}}""");
        Assert.Equal(
            """
            11 {"path":"a/b/y.jpg","source":"ground-truth","detail":{"texts":["b","a"]}} 
            11 {"path":"a/x.jpg","source":"ground-truth","detail":{"metadata":{"sky":"blue"}}} 
            """.Replace("11 ", "1 ", StringComparison.Ordinal), Reading.Show(rows));
    }

    [Fact]
    public async Task ReadAsync_MutatedBytes_AreRefusedOrRead_HoweverTheyAreCut()
    {
        var content = Encoding.UTF8.GetBytes($"{{\n{Images},\"x\":\"\\\"]\",{Categories},\"annotations\":[{Good},{{\"image_id\":1,\"caption\":\"é\"}}]}}");
        var mutation = Gen.Select(Gen.Int[0, 1_000], Gen.OneOf<byte>(Gen.Byte, Gen.OneOf<byte>((byte)'"', (byte)',', (byte)'{', (byte)']', (byte)'\\', (byte)' ')));
        await Gen.Select(mutation.Array[0, 3], Gen.Int[0, 1_000], Gen.Int[1, 7]).SampleAsync(async (mutations, length, bytes) =>
        {
            var mutated = content.AsSpan(0, Math.Min(length, content.Length)).ToArray();
            foreach (var (position, value) in mutations.Where(_ => mutated.Length > 0))
            {
                mutated[position % mutated.Length] = value;
            }

            Assert.Equal(await OutcomeAsync(new MemoryStream(mutated)), await OutcomeAsync(new DripStream(mutated, bytes)));
        }, iter: 3_000);
    }

    [Fact]
    public async Task ReadVocabulary_GoodFile_HasImagesAndCategories()
    {
        var vocabulary = await VocabularyAsync($"{{\"annotations\":[{{\"broken\":NaN}}],{Images},{Categories}}}");
        Assert.Equal(new CocoImage("a/x.jpg", 2, 3), vocabulary.Images["1"]);
        Assert.Equal(new CocoImage("a/b/y.jpg"), vocabulary.Images["two"]);
        Assert.Equal(["1 cat", "2 dog"], vocabulary.Categories.Select(one => $"{one.Key} {one.Value}"));
    }

    [Theory]
    [InlineData("{\"images\":[{\"id\":1,\"file_name\":\"a\"},{\"id\":1,\"file_name\":\"b\"}]}", "Another image has the id 1")]
    [InlineData("{\"images\":[],\"categories\":[{\"id\":1,\"name\":\"a\"},{\"id\":1,\"name\":\"b\"}]}", "Another category has the id 1")]
    [InlineData("{\"images\":[{\"id\":1,\"file_name\":\"/a\"}]}", "absolute")]
    [InlineData("{\"categories\":[]}", "no array 'images'")]
    public async Task ReadVocabulary_BadFile_IsRefused(string content, string reason)
    {
        var e = await Assert.ThrowsAsync<RefusedContentException>(() => VocabularyAsync(content));
        Assert.Contains(reason, e.Refusal.Reason, StringComparison.Ordinal);
    }

    private static async Task<CocoVocabulary> VocabularyAsync(string content) => await CocoVocabulary.ReadAsync(
        "a/coco.json", new MemoryStream(Encoding.UTF8.GetBytes(content)), AnnotationOptions.Default, CancellationToken.None);

    private static Task<List<AnnotationRow>> ReadAsync(string content, AnnotationOptions? options = null) =>
        Reading.AnnotationsAsync(content, ContentKind.AnnotationCoco, options, "a/coco.json");

    private static async Task<string> OutcomeAsync(Stream content)
    {
        try
        {
            return Reading.Show(await Reading.AnnotationsAsync(content, ContentKind.AnnotationCoco, new() { MaxFieldBytes = 100 }, "a/coco.json"));
        }
        catch (RefusedContentException e)
        {
            return e.Refusal.ToString();
        }
    }
}
