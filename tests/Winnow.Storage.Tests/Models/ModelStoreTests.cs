using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Models;
using Winnow.Storage.Models;

namespace Winnow.Storage.Tests.Models;

[Collection(StorageGroup.Name)]
public sealed class ModelStoreTests(StorageFixture storage) : IDisposable
{
    private readonly string _name = $"m{Guid.NewGuid():N}";
    private readonly string _folder = Directory.CreateTempSubdirectory("winnow-models-").FullName;

    private ModelStore Store => new(storage.Clients, new(storage.Clients, _folder, TimeProvider.System));

    [Fact]
    public async Task ResolveAsync_BareName_IsTheHighestVersionByNumber()
    {
        foreach (var version in new[] { "10", "9", "1.12" }) await Store.RegisterAsync(Model(version), default);
        Assert.Equal("10", (await Store.ResolveAsync(_name, default)).Version);
        Assert.Equal("9", (await Store.ResolveAsync($"{_name}@9", default)).Version);
        Assert.Equal(["1.12", "9", "10"], (await Store.ListAsync(default).ToListAsync()).Where(model => model.Name == _name).Select(model => model.Version));
    }

    [Theory]
    [InlineData("", ErrorCodes.UnknownModel)]
    [InlineData("@1", ErrorCodes.UnknownModel)]
    [InlineData("@", ErrorCodes.InvalidName)]
    [InlineData("/..", ErrorCodes.InvalidName)]
    public async Task ResolveAsync_NothingThere_SaysSo(string suffix, string code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<WinnowException>(() => Store.ResolveAsync(_name + suffix, default))).Code);

    [Fact]
    public async Task RegisterAsync_SameFilesAgain_KeepsTheFirstAndOtherFilesConflict()
    {
        var first = await Store.RegisterAsync(Model("1"), default);
        var again = await Store.RegisterAsync(Model("1") with { RegisteredAt = Some.Time.AddDays(1) }, default);
        Assert.Equal(first, again);
        Assert.Equal(first, await Store.FindAsync(new(_name, "1"), default));
        var error = await Assert.ThrowsAsync<WinnowException>(() => Store.RegisterAsync(Model("1") with { Hash = "other" }, default));
        Assert.Equal(ErrorCodes.Conflict, error.Code);
    }

    [Fact]
    public async Task DownloadAsync_ManyAtOnce_GiveOneFolder()
    {
        await UploadAsync("model.onnx", "weights");
        await UploadAsync("card.yaml", "card");
        var all = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Store.DownloadAsync(new(_name, "1"), default)));
        Assert.Single(all.Distinct());
        Assert.Equal("weights", await File.ReadAllTextAsync(all[0].ModelPath));
        Assert.Equal("card", await File.ReadAllTextAsync(all[0].CardPath));
        Assert.Equal([all[0].Folder], Directory.GetDirectories(_folder));
    }

    [Fact]
    public async Task DownloadAsync_NoFiles_IsUnknownModel() =>
        Assert.Equal(ErrorCodes.UnknownModel, (await Assert.ThrowsAsync<WinnowException>(() => Store.DownloadAsync(new(_name, "1"), default))).Code);

    [Fact]
    public async Task DownloadAsync_FileInAFolder_IsInvalidModelAndLeavesNothing()
    {
        await UploadAsync("sub/model.onnx", "weights");
        Assert.Equal(ErrorCodes.InvalidModel, (await Assert.ThrowsAsync<WinnowException>(() => Store.DownloadAsync(new(_name, "1"), default))).Code);
        Assert.Empty(Directory.GetDirectories(_folder));
    }

    [Fact]
    public async Task FetchAsync_FilesChangedSinceRegistration_IsConflict()
    {
        await UploadAsync("model.onnx", "weights");
        var files = await Store.DownloadAsync(new(_name, "1"), default);
        var model = await Store.RegisterAsync(Model("1") with { Hash = files.Hash }, default);
        await UploadAsync("model.onnx", "other weights");

        Assert.Equal(files, await Store.FetchAsync(model, default));
        Directory.Delete(files.Folder, recursive: true);
        var error = await Assert.ThrowsAsync<WinnowException>(() => Store.FetchAsync(model, default));
        Assert.Equal(ErrorCodes.Conflict, error.Code);
        Assert.Contains($"not {model.Hash}. Restore them, or register them as a new version.", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadCardAsync_OfAModel_IsItsTextOrAConflict()
    {
        Assert.Equal(ErrorCodes.Conflict, (await Assert.ThrowsAsync<WinnowException>(() => Store.ReadCardAsync(Model("1"), default))).Code);
        await UploadAsync("card.yaml", "licence: MIT # ü");
        Assert.Equal("licence: MIT # ü", await Store.ReadCardAsync(Model("1"), default));
    }

    [Theory]
    [InlineData("other weights")] // a disk that fails, or somebody who thought it good
    [InlineData(null)] // a cleaner of temporary folders
    public async Task FetchAsync_FilesOnTheDiskAreNotWhatTheyWere_AreDownloadedAgain(string? content)
    {
        await UploadAsync("model.onnx", "weights");
        await UploadAsync("card.yaml", "card");
        var files = await Store.DownloadAsync(new(_name, "1"), default);
        var model = await Store.RegisterAsync(Model("1") with { Hash = files.Hash }, default);
        if (content is null) File.Delete(files.ModelPath);
        else await File.WriteAllTextAsync(files.ModelPath, content);

        Assert.Equal(files, await Store.FetchAsync(model, default));
        Assert.Equal("weights", await File.ReadAllTextAsync(files.ModelPath));
        Assert.Equal([files.Folder], Directory.GetDirectories(_folder));
    }

    [Fact]
    public async Task FetchAsync_FileAddedOnTheDiskAndOtherBlobs_RunsNeither()
    {
        await UploadAsync("model.onnx", "weights");
        var files = await Store.DownloadAsync(new(_name, "1"), default);
        var model = await Store.RegisterAsync(Model("1") with { Hash = files.Hash }, default);
        await File.WriteAllTextAsync(files.PathOf("weights.bin"), "more");
        await UploadAsync("model.onnx", "other weights");

        Assert.Equal(ErrorCodes.Conflict, (await Assert.ThrowsAsync<WinnowException>(() => Store.FetchAsync(model, default))).Code);
        Assert.False(Directory.Exists(files.Folder));
    }

    [Fact]
    public void Start_FoldersThatADeadProcessLeft_AreThrownAwayAfterADay()
    {
        foreach (var name in new[] { ".old", ".new", "0a1b" }) Directory.CreateDirectory(Path.Combine(_folder, name));
        File.WriteAllText(Path.Combine(_folder, ".old", "model.onnx"), "half of it");
        Directory.SetLastWriteTimeUtc(Path.Combine(_folder, ".old"), Some.Time.UtcDateTime.AddHours(-25));
        Directory.SetLastWriteTimeUtc(Path.Combine(_folder, ".new"), Some.Time.UtcDateTime.AddHours(-23));
        Directory.SetLastWriteTimeUtc(Path.Combine(_folder, "0a1b"), Some.Time.UtcDateTime.AddDays(-90));

        _ = new ModelCache(storage.Clients, _folder, new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Some.Time));

        Assert.Equal([".new", "0a1b"], Directory.GetDirectories(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private RegisteredModel Model(string version) => new()
    {
        Name = _name,
        Version = version,
        Task = ModelTask.TextRecognition,
        Hash = "0",
        Licence = "MIT",
        Source = "tests",
        RegisteredAt = Some.Time,
    };

    private Task UploadAsync(string file, string content) =>
        storage.Clients.Models.GetBlobClient($"{_name}/1/{file}").UploadAsync(BinaryData.FromString(content), overwrite: true);
}
