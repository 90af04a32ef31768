using System.IO.Compression;
using Azure.Storage.Blobs;
using Winnow.Azurite;
using Winnow.TestSupport;

namespace Winnow.Cli.Tests;

/// <summary><c>winnow models add</c>, on Azurite.</summary>
[Collection(CommandLines.Name)]
public sealed class ModelsAddTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _name = AzuriteFixture.UniqueName("m");
    private AzuriteProcess _azurite = null!;
    private FakeApp _app = null!;

    public async Task InitializeAsync()
    {
        _app = await FakeApp.StartAsync();
        _azurite = await AzuriteFixture.SharedAsync();
        _folder.Write("card.yaml", $"name: {_name}\nversion: \"2\"\ntask: classification");
        _folder.Write("model.onnx", "onnx");
        _folder.Write("train.py", "print()");
        _folder.Write(".DS_Store", "hidden");
    }

    public async Task DisposeAsync()
    {
        _folder.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("card.yaml")]
    [InlineData("model.onnx")]
    public async Task Add_OfAFolderOrAFileOfIt_UploadsAndRegistersUnderTheNameOfTheCard(string file)
    {
        var run = await AddAsync(Path.Combine(_folder.Path, file));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(_name, run.Json.GetProperty("name").GetString());
        Assert.Contains($$"""POST /api/models {"name":"{{_name}}","version":"2"}""", _app.Requests);
        Assert.Equal(["card.yaml", "model.onnx"], await UploadedAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("digits/")]
    public async Task Add_OfAZip_TakesTheFolderInIt(string folder)
    {
        using var elsewhere = new TemporaryFolder();
        var zip = Path.Combine(elsewhere.Path, "model.zip");
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Create))
        {
            archive.CreateEntryFromFile(Path.Combine(_folder.Path, "card.yaml"), folder + "card.yaml");
            archive.CreateEntryFromFile(Path.Combine(_folder.Path, "model.onnx"), folder + "model.onnx");
        }

        Assert.Equal(0, (await AddAsync(zip)).ExitCode);
        Assert.Equal(["card.yaml", "model.onnx"], await UploadedAsync());
    }

    [Fact]
    public async Task Add_OfARegisteredModelWithTheSameFiles_ChangesNothing()
    {
        await AddAsync(_folder.Path);
        _app.Registered = (_name, "2");
        var before = await Container.GetBlobClient($"{_name}/2/model.onnx").GetPropertiesAsync();

        Assert.Equal(0, (await AddAsync(_folder.Path)).ExitCode);
        Assert.Equal(before.Value.ETag, (await Container.GetBlobClient($"{_name}/2/model.onnx").GetPropertiesAsync()).Value.ETag);
    }

    [Fact]
    public async Task Add_AfterAFailedTry_RemovesWhatIsNoLongerInTheFolder()
    {
        _folder.Write("wrong.txt", "left over");
        await AddAsync(_folder.Path);
        File.Delete(Path.Combine(_folder.Path, "wrong.txt"));

        await AddAsync(_folder.Path);

        Assert.Equal(["card.yaml", "model.onnx"], await UploadedAsync());
    }

    [Fact]
    public async Task Add_OfARegisteredModelThatLacksAFile_IsRefused()
    {
        _folder.Write("labels.txt", "a");
        await AddAsync(_folder.Path);
        _app.Registered = (_name, "2");
        File.Delete(Path.Combine(_folder.Path, "labels.txt"));

        Assert.Equal((1, "conflict"), ((await AddAsync(_folder.Path)) is var run ? run.ExitCode : 0, Code(run)));
        Assert.Equal(["card.yaml", "labels.txt", "model.onnx"], await UploadedAsync());
    }

    [Fact]
    public async Task Add_OfARegisteredModelWhoseBlobsHaveNoHash_GoesByTheirLength()
    {
        await AddAsync(_folder.Path);
        _app.Registered = (_name, "2");
        await Container.GetBlobClient($"{_name}/2/model.onnx").SetHttpHeadersAsync(new());

        Assert.Equal(0, (await AddAsync(_folder.Path)).ExitCode);
    }

    [Fact]
    public async Task Add_OfARegisteredModelWithOtherFiles_IsRefusedAndLeavesItsFilesAlone()
    {
        await AddAsync(_folder.Path);
        _app.Registered = (_name, "2");
        _folder.Write("model.onnx", "another");

        var run = await AddAsync(_folder.Path);

        Assert.Equal((1, "conflict"), (run.ExitCode, Code(run)));
        Assert.Contains("give card.yaml a new version", run.Error, StringComparison.Ordinal);
        Assert.Equal("onnx", (await Container.GetBlobClient($"{_name}/2/model.onnx").DownloadContentAsync()).Value.Content.ToString());
    }

    [Theory]
    [InlineData("name: a", "invalid-card", "the field 'version' is missing")]
    [InlineData("- a", "invalid-card", "the field 'name' is missing")]
    [InlineData("name: [", "invalid-card", "card.yaml, line")]
    public async Task Add_OfABadCard_SaysWhatIsWrong(string card, string code, string message)
    {
        _folder.Write("card.yaml", card);
        var run = await AddAsync(_folder.Path);
        Assert.Equal((1, code), (run.ExitCode, Code(run)));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere", "is neither a folder nor a file")]
    [InlineData("bad.zip", "is not a zip archive that can be read")]
    [InlineData("empty", "holds no card.yaml")]
    [InlineData("no-onnx", "holds no model.onnx")]
    public async Task Add_OfWhatIsNoModel_SaysWhatIsMissing(string path, string message)
    {
        using var elsewhere = new TemporaryFolder();
        elsewhere.Write("bad.zip", "text");
        Directory.CreateDirectory(Path.Combine(elsewhere.Path, "empty"));
        elsewhere.Write("no-onnx/card.yaml", "name: a\nversion: \"1\"");

        var run = await AddAsync(Path.Combine(elsewhere.Path, path));

        Assert.Equal((1, "no-model-files"), (run.ExitCode, Code(run)));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    private BlobContainerClient Container => new BlobServiceClient(_azurite.ConnectionString).GetBlobContainerClient("models");

    private Task<CliRun> AddAsync(string path) => CliRun.RunAsync(["models", "add", path, "--storage", _azurite.ConnectionString, "--url", _app.Url, "--json"]);

    private static string? Code(CliRun run) => run.Json.GetProperty("error").GetProperty("code").GetString();

    private async Task<IReadOnlyList<string>> UploadedAsync()
    {
        var names = new List<string>();
        await foreach (var blob in Container.GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, $"{_name}/2/", default))
            names.Add(blob.Name[$"{_name}/2/".Length..]);
        return names;
    }
}
