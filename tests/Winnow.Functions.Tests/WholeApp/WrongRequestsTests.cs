using System.Text;

namespace Winnow.Functions.Tests.WholeApp;

/// <summary>What the API answers to requests that it cannot serve: always a problem with a stable code.</summary>
[Collection(RunningAppGroup.Name)]
public sealed class WrongRequestsTests(RunningApp app)
{
    private const string Problem = "application/problem+json";
    private const string NoId = "0000000000000000000000000000000000000000000000000000000000000000";
    private const string NoRun = "00000000000000000000000000000000";

    [Theory]
    [InlineData("datasets/no-such", 404, "unknown-dataset")]
    [InlineData("datasets/no-such/items", 404, "unknown-dataset")]
    [InlineData("datasets/no-such/items/" + NoId, 404, "unknown-dataset")]
    [InlineData("datasets/no-such/items/" + NoId + "/content", 404, "unknown-dataset")]
    [InlineData("datasets/no-such/quarantine", 404, "unknown-dataset")]
    [InlineData("datasets/Upper", 400, "invalid-name")]
    [InlineData("datasets/..%2F..", 400, "invalid-name")]
    [InlineData("datasets/a%2Fb/items", 400, "invalid-name")]
    [InlineData("datasets/d%C3%A4ten/items", 400, "invalid-name")]
    [InlineData("models/no-such/1", 404, "unknown-model")]
    [InlineData("models/no-such/..%2F1", 400, "invalid-name")]
    [InlineData("labellings/no-such", 404, "unknown-run")]
    [InlineData("evaluations/no-such", 404, "unknown-run")]
    [InlineData("evaluations/" + NoRun, 404, "unknown-run")]
    [InlineData("evaluations/" + NoRun + "/report.json", 404, "unknown-run")]
    [InlineData("evaluations/" + NoRun + "/report.html", 404, "unknown-run")]
    public async Task A_read_of_something_that_is_not_there_says_so(string path, int status, string code)
    {
        var answer = await app.GetAsync(path);
        Assert.Equal((status, Problem, code), answer.Problem);
        Assert.NotEmpty(answer.Text("detail"));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("dätän")]
    [InlineData("数据")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("-a")]
    [InlineData("a b")]
    public async Task A_dataset_with_a_bad_name_is_refused(string? name) =>
        Assert.Equal((400, Problem, "invalid-name"), (await app.PostAsync("datasets", new { name })).Problem);

    [Fact]
    public async Task A_name_of_300_characters_is_refused_everywhere()
    {
        var name = new string('a', 300);
        Assert.Equal((400, Problem, "invalid-name"), (await app.PostAsync("datasets", new { name })).Problem);
        Assert.Equal((400, Problem, "invalid-name"), (await app.GetAsync($"datasets/{name}/items")).Problem);
        Assert.Equal((400, Problem, "invalid-name"), (await app.PostAsync("labellings", new { dataset = name, model = "digits-cnn" })).Problem);
        Assert.Equal((400, Problem, "invalid-name"), (await app.PostAsync("evaluations", new { dataset = name, model = "digits-cnn" })).Problem);
        Assert.Equal((400, Problem, "invalid-name"), (await app.PostAsync("models", new { name, version = "1" })).Problem);
    }

    [Theory]
    [InlineData("datasets", "")]
    [InlineData("datasets", "null")]
    [InlineData("datasets", "[]")]
    [InlineData("datasets", "{\"name\":")]
    [InlineData("datasets", "{\"name\":5}")]
    [InlineData("datasets", "{\"name\":\"a\",\"colour\":\"red\"}")]
    [InlineData("datasets", "{\"name\":\"a\",\"name\":\"b\"}")]
    [InlineData("labellings", "{\"dataset\":\"a\",\"minimumConfidence\":\"high\"}")]
    [InlineData("labellings", "{\"dataset\":\"a\",\"threshold\":1}")]
    [InlineData("evaluations", "{\"dataset\":\"a\",\"model\":\"b\",\"metrics\":\"accuracy\"}")]
    [InlineData("evaluations", "not json")]
    [InlineData("models", "{}")]
    public async Task A_body_that_is_not_what_the_route_expects_is_refused(string route, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await app.SendAsync(HttpMethod.Post, route, content);
        Assert.Equal((400, Problem, "invalid-request"), answer.Problem);
        Assert.NotEmpty(answer.Text("detail"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_is_refused_whether_or_not_it_says_its_length(bool saysLength)
    {
        var bytes = Encoding.UTF8.GetBytes($"{{\"name\":\"{new string('a', 1 << 20)}\"}}");
        using HttpContent content = saysLength ? new ByteArrayContent(bytes) : new StreamContent(new UnknownLength(bytes));
        var answer = await app.SendAsync(HttpMethod.Post, "datasets", content);
        Assert.Equal((400, Problem, "invalid-request"), answer.Problem);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("limit=ten")]
    [InlineData("limit=-1")]
    [InlineData("limit=1&limit=2")]
    [InlineData("minConfidence=2")]
    [InlineData("minConfidence=NaN")]
    [InlineData("maxConfidence=-0.1")]
    [InlineData("minConfidence=0.9&maxConfidence=0.1")]
    [InlineData("state=labelled")]
    [InlineData("state=1")]
    [InlineData("continuation=abc")]
    [InlineData("continuation=%7B%7D")]
    [InlineData("continuation=bnVsbA")]
    public async Task A_bad_query_value_is_refused(string query)
    {
        var dataset = await app.CreateDatasetAsync();
        Assert.Equal((400, Problem, "invalid-request"), (await app.GetAsync($"datasets/{dataset}/items?{query}")).Problem);
    }

    [Fact]
    public async Task A_continuation_of_another_query_is_refused()
    {
        var dataset = await app.CreateDatasetAsync();
        await app.DropDigitsAsync(dataset, "a", 300..303);
        var first = await app.GetAsync($"datasets/{dataset}/items?limit=1");
        var continuation = first.Text("nextLink").Split("continuation=")[1];
        Assert.Equal((400, Problem, "invalid-request"), (await app.GetAsync($"datasets/{dataset}/items?state=annotated&continuation={continuation}")).Problem);
        Assert.Equal((400, Problem, "invalid-request"), (await app.GetAsync($"datasets/{dataset}/quarantine?continuation=abc")).Problem);
    }

    [Fact]
    public async Task A_run_on_something_unknown_is_refused()
    {
        var dataset = await app.CreateDatasetAsync();
        Assert.Equal((404, Problem, "unknown-dataset"), (await app.PostAsync("labellings", new { dataset = "no-such", model = "digits-cnn" })).Problem);
        Assert.Equal((404, Problem, "unknown-model"), (await app.PostAsync("labellings", new { dataset, model = "no-such" })).Problem);
        Assert.Equal((404, Problem, "unknown-model"), (await app.PostAsync("labellings", new { dataset, model = "digits-cnn@9" })).Problem);
        Assert.Equal((400, Problem, "invalid-request"), (await app.PostAsync("labellings", new { dataset })).Problem);
        Assert.Equal((400, Problem, "invalid-request"), (await app.PostAsync("labellings", new { dataset, model = "digits-cnn", minimumConfidence = 1.5 })).Problem);
        Assert.Equal((404, Problem, "unknown-dataset"), (await app.PostAsync("evaluations", new { dataset = "no-such", model = "digits-cnn" })).Problem);
        Assert.Equal((404, Problem, "unknown-model"), (await app.PostAsync("evaluations", new { dataset, model = "no-such" })).Problem);
        Assert.Equal((400, Problem, "invalid-name"), (await app.PostAsync("evaluations", new { dataset })).Problem);
        Assert.Equal((400, Problem, "unknown-metric"), (await app.PostAsync("evaluations", new { dataset, model = "digits-cnn", metrics = new[] { "cer" } })).Problem);
        Assert.Equal((400, Problem, "unknown-metric"), (await app.PostAsync("evaluations", new { dataset, model = "digits-cnn", metrics = new string?[] { null } })).Problem);
        Assert.Equal((400, Problem, "invalid-request"), (await app.PostAsync("evaluations", new { dataset, model = "digits-cnn", split = "" })).Problem);
        Assert.Equal((400, Problem, "invalid-request"), (await app.PostAsync("labellings", new { dataset, model = "digits-cnn" }, new string('k', 257))).Problem);
        Assert.Equal((404, Problem, "unknown-run"), (await app.SendAsync(HttpMethod.Delete, "labellings/no-such")).Problem);
        Assert.Equal((404, Problem, "unknown-item"), (await app.GetAsync($"datasets/{dataset}/items/{NoId}")).Problem);
        Assert.Equal((404, Problem, "unknown-item"), (await app.GetAsync($"datasets/{dataset}/items/{NoId}/content")).Problem);
        Assert.Equal((400, Problem, "invalid-request"), (await app.GetAsync($"datasets/{dataset}/items/42")).Problem);
    }

    [Fact]
    public async Task A_model_that_does_not_work_is_not_registered()
    {
        var good = await File.ReadAllBytesAsync(Path.Combine(RunningApp.ModelFolder, "model.onnx"));
        static string WithoutHash(string card) => card[..card.IndexOf("sha256:", StringComparison.Ordinal)];
        var models = new (string Name, byte[] Onnx, Func<string, string> Edit, string Code)[]
        {
            ("corrupt", [.. good.Take(1000)], WithoutHash, "invalid-model"),
            ("other-hash", [.. good.Take(1000)], card => card, "invalid-model"),
            ("no-onnx", Encoding.UTF8.GetBytes("not a model"), WithoutHash, "invalid-model"),
            ("empty", [], WithoutHash, "invalid-model"),
            ("other-input", good, card => card.Replace("tensor: image", "tensor: picture", StringComparison.Ordinal), "model-mismatch"),
            ("other-size", good, card => card.Replace("height: 28", "height: 32", StringComparison.Ordinal), "model-mismatch"),
            ("other-labels", good, card => card.Replace("\"8\", \"9\"]", "\"8\"]", StringComparison.Ordinal), "model-mismatch"),
            ("broken-card", good, _ => "name: [", "invalid-card"),
            ("other-name", good, card => card.Replace("name: other-name", "name: somebody", StringComparison.Ordinal), "invalid-card"),
        };
        foreach (var (name, onnx, edit, code) in models)
        {
            await app.UploadModelAsync(name, onnx, edit);
            var answer = await app.PostAsync("models", new { name, version = "1" });
            Assert.Equal((name, 422, Problem, code), (name, answer.Problem.Status, answer.Problem.MediaType, answer.Problem.Code));
            Assert.Equal((404, Problem, "unknown-model"), (await app.GetAsync($"models/{name}/1")).Problem);
        }

        Assert.Equal((404, Problem, "unknown-model"), (await app.PostAsync("models", new { name = "not-uploaded", version = "1" })).Problem);
    }

    private sealed class UnknownLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();
    }
}
