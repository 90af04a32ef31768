using System.Text;
using System.Text.Json;

namespace Winnow.Functions.Tests.WholeApp;

/// <summary>Every task that has no model here: ground truth dropped as JSONL, predictions brought as JSONL, and the number that must come out.</summary>
[Collection(RunningAppGroup.Name)]
public sealed class TasksTests(RunningApp app)
{
    public static TheoryData<string, string[], string[], string, double> Tasks => new()
    {
        {
            "multi-label",
            ["""{"labels":["a","b"]}""", """{"labels":[]}""", """{"labels":["c"]}"""], ["""{"labels":["a"]}""", """{"labels":[]}""", """{"labels":["c"]}"""],
            "subset-accuracy", 2.0 / 3
        },
        {
            "generation",
            ["""{"texts":["the cat sat","a cat sat"]}""", """{"text":"forty two"}""", """{"texts":["yes"]}"""], ["""{"text":"A cat sat."}""", """{"text":"forty"}""", """{"text":"no"}"""],
            "squad-f1", (1 + (2.0 / 3) + 0) / 3
        },
        {
            "generation",
            ["""{"texts":["def f(): pass"]}""", """{"texts":["x"]}""", """{"texts":["y"]}"""],
            ["""{"texts":["a","b"],"passed":[true,false]}""", """{"texts":["a","b"],"passed":[true,true]}""", """{"texts":["a","b"],"passed":[false,false]}"""],
            "pass@1", 0.5
        },
        {
            "tagging",
            ["""{"tags":["B-PER","I-PER","O"]}""", """{"tags":["O","B-LOC"]}""", """{"tags":["O"]}"""], ["""{"tags":["B-PER","I-PER","O"]}""", """{"tags":["B-LOC","O"]}""", """{"tags":["O"]}"""],
            "entity-f1", 0.5
        },
        {
            "retrieval",
            ["""{"relevance":{"d1":1}}""", """{"relevance":{"d1":1,"d2":1}}""", """{"relevance":{"d9":1}}"""], ["""{"ranking":["d3","d1"]}""", """{"ranking":["d1"]}""", """{"ranking":["d1"]}"""],
            "mrr", (0.5 + 1 + 0) / 3
        },
        {
            "regression",
            ["""{"value":1}""", """{"value":2}""", """{"value":4}"""], ["""{"value":1.5}""", """{"value":2}""", """{"value":3}"""],
            "mae", 0.5
        },
        {
            "sequence",
            ["""{"label":"circle"}""", """{"label":"line"}""", """{"label":"line"}"""],
            ["""{"steps":["line","circle","circle","circle"]}""", """{"steps":["line","line"]}""", """{"steps":["line","circle"]}"""],
            "earliest-correct-share", (0.5 + 0.5) / 2
        },
        {
            "embedding",
            ["""{"label":"a"}""", """{"label":"a"}""", """{"label":"b"}"""], ["""{"vector":[1,0]}""", """{"vector":[0.9,0.1]}""", """{"vector":[0,1]}"""],
            "embedding-recall@1", 1
        },
        {
            "page-recognition",
            ["""{"objects":[{"label":"text","box":[0,0,10,2],"text":"abcd"}]}""", """{"objects":[{"label":"text","box":[0,0,10,2],"text":"ef"}]}""", """{"objects":[{"label":"text","box":[0,0,10,2],"text":"gh"}]}"""],
            ["""{"objects":[{"label":"text","box":[0,0,10,2],"text":"abxd","score":0.9}]}""", """{"objects":[{"label":"text","box":[0,0,10,2],"text":"ef","score":0.9}]}""", """{"objects":[]}"""],
            "page-cer", 3.0 / 8
        },
    };

    [Theory]
    [MemberData(nameof(Tasks))]
    public async Task Brought_answers_are_scored(string task, string[] truths, string[] answers, string metric, double expected)
    {
        var dataset = await app.CreateDatasetAsync();
        await DropTextsAsync(dataset, truths.Length);
        await app.DropAsync(dataset, "truth.jsonl", Encoding.UTF8.GetBytes(Lines(truths)));
        await RunningApp.WaitAsync(async () => (await app.ListAsync($"datasets/{dataset}/items?state=annotated", 10)).Count == truths.Length, "the annotations");
        await ImportAsync(dataset, "m@1", answers);

        var run = await app.RunAsync("evaluations", new { dataset, model = "m@1", task });

        Assert.True(run.GetProperty("status").GetString() == "completed", run.ToString());
        var result = run.GetProperty("result");
        Assert.Equal(truths.Length, result.GetProperty("items").GetInt32());
        Assert.Equal(expected, result.GetProperty("metrics").GetProperty(metric).GetDouble(), 1e-9);
        var id = run.GetProperty("id").GetString();
        var signature = (await app.GetAsync($"evaluations/{id}/report.json")).Json.GetProperty("metrics").GetProperty(metric).GetProperty("signature").GetString();
        Assert.NotEmpty(signature!);
        using var page = await app.GetRawAsync($"evaluations/{id}/report.html");
        Assert.Contains(metric, await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generated_images_are_compared_with_real_ones_by_the_features_of_an_extractor()
    {
        var (generated, real) = (await app.CreateDatasetAsync(), await app.CreateDatasetAsync());
        foreach (var (dataset, shift) in new[] { (generated, 1.0), (real, 0.0) })
        {
            await DropTextsAsync(dataset, 12);
            await ImportAsync(dataset, "extractor@1", Enumerable.Range(0, 12).Select(i => JsonSerializer.Serialize(new { vector = new[] { shift + (i % 4), i / 4, i * 0.5 } })));
        }

        var run = await app.RunAsync("evaluations", new { dataset = generated, model = "extractor@1", task = "image-generation", reference = real });

        Assert.True(run.GetProperty("status").GetString() == "completed", run.ToString());
        var report = (await app.GetAsync($"evaluations/{run.GetProperty("id").GetString()}/report.json")).Json;
        Assert.Equal(24, report.GetProperty("items").GetInt32());
        var fid = report.GetProperty("metrics").GetProperty("fid");
        Assert.Equal(1, fid.GetProperty("value").GetDouble(), 1e-6); // the same cloud, one to the right
        Assert.Contains("extractor@1", fid.GetProperty("signature").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Items_that_are_alike_in_two_splits_are_found()
    {
        var dataset = await app.CreateDatasetAsync();
        const string Text = "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness, it was the epoch of belief";
        await app.DropAsync(dataset, "train/a.txt", Encoding.UTF8.GetBytes(Text));
        await app.DropAsync(dataset, "test/b.txt", Encoding.UTF8.GetBytes(Text.ToUpperInvariant()));
        await app.DropAsync(dataset, "test/c.txt", "Call me Ishmael. Some years ago, never mind how long precisely"u8.ToArray());
        var rows = new[] { "train/a", "test/b", "test/c" }.Select(name => $$"""{"file_name":"{{name}}.txt","label":"novel"}""");
        await app.DropAsync(dataset, "truth.jsonl", Encoding.UTF8.GetBytes(string.Join('\n', rows)));
        await RunningApp.WaitAsync(async () => (await app.ListAsync($"datasets/{dataset}/items?state=annotated", 10)).Count == 3, "the annotations");
        await ImportRowsAsync(dataset, "m@1", rows);

        var run = await app.RunAsync("evaluations", new { dataset, model = "m@1", split = "test", findLeaks = true });

        Assert.True(run.GetProperty("status").GetString() == "completed", run.ToString());
        var leaks = (await app.GetAsync($"evaluations/{run.GetProperty("id").GetString()}/report.json")).Json.GetProperty("leaks");
        Assert.Equal((3, 1, 1), (leaks.GetProperty("compared").GetInt32(), leaks.GetProperty("evaluated").GetInt32(), leaks.GetProperty("findings").GetArrayLength()));
        Assert.Equal(["test/b.txt", "train/a.txt"], leaks.GetProperty("findings")[0].GetProperty("members").EnumerateArray().Select(member => member.GetProperty("name").GetString()!));
    }

    private async Task DropTextsAsync(string dataset, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await app.DropAsync(dataset, $"{i}.txt", Encoding.UTF8.GetBytes($"{dataset} text {i}"));
        }

        await RunningApp.WaitAsync(async () => await app.CountItemsAsync(dataset) == count, "the items");
    }

    private Task ImportAsync(string dataset, string model, IEnumerable<string> answers) => ImportRowsAsync(dataset, model, Lines(answers).Split('\n'));

    private async Task ImportRowsAsync(string dataset, string model, IEnumerable<string> rows)
    {
        var started = await app.SendAsync(HttpMethod.Post, $"datasets/{dataset}/predictions?model={model}&format=jsonl", new StringContent(string.Join('\n', rows)));
        var run = await app.WaitForEndAsync(started.Location!.ToString());
        Assert.True(run.GetProperty("status").GetString() == "completed", run.ToString());
        Assert.Equal(0, run.GetProperty("result").GetProperty("refusals").GetArrayLength());
    }

    private static string Lines(IEnumerable<string> rows) => string.Join('\n', rows.Select((row, i) => $$"""{"file_name":"{{i}}.txt",{{row[1..]}}"""));
}
