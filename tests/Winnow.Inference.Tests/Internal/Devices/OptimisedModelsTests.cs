using Microsoft.ML.OnnxRuntime;
using Winnow.Inference.Internal.Devices;
using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests.Internal.Devices;

public sealed class OptimisedModelsTests : IDisposable
{
    private const string Hash = "0a1b";
    private readonly string _folder = Directory.CreateTempSubdirectory("winnow-optimised-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Open_ForTheFirstTime_KeepsOneWholeFile()
    {
        Assert.Null(Open(ModelFolder.Digits.ModelPath));

        Assert.StartsWith($"{Hash}-1.0-cpu-", Path.GetFileName(Assert.Single(Kept())), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public void Open_Again_TakesTheOptimisedModel()
    {
        Open(ModelFolder.Digits.ModelPath);

        // The model itself is not looked at.
        Assert.Null(Open("/nowhere/model.onnx"));
        Assert.Single(Kept());
    }

    [Theory]
    [InlineData("1.1", "a", Hash)]
    [InlineData("1.0", "b", Hash)]
    [InlineData("1.0", "a", "ff00")]
    public void Open_OtherVersionMachineOrModel_MakesAnother(string version, string machine, string hash)
    {
        Open(ModelFolder.Digits.ModelPath);

        Assert.Null(Open(ModelFolder.Digits.ModelPath, version, machine, hash));
        Assert.Equal(2, Kept().Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(-1)]
    public void Open_DamagedFile_SaysSoAndOptimisesAgain(int length)
    {
        Open(ModelFolder.Digits.ModelPath);
        var kept = Assert.Single(Kept());
        var content = File.ReadAllBytes(kept);
        content[^5000] ^= 1;
        File.WriteAllBytes(kept, length < 0 ? content : content[..length]);

        Assert.Contains(kept, Open(ModelFolder.Digits.ModelPath), StringComparison.Ordinal);
        Assert.Single(Kept());
        Assert.Null(Open("/nowhere/model.onnx"));
    }

    [Fact]
    public void Open_NoModel_FailsAndKeepsNothing()
    {
        using var folder = ModelFolder.Create(ModelFolder.TinyCard, [1, 2, 3]);

        Assert.Throws<OnnxRuntimeException>(() => Open(folder.Files.ModelPath));
        Assert.Empty(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Open_FolderThatCannotBeMade_OpensTheModel()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        using var options = new SessionOptions();

        var (session, warning) = new OptimisedModels(file, "1.0", "a").Open(ModelFolder.Digits.ModelPath, Hash, "cpu", options);

        session.Dispose();
        Assert.Null(warning);
    }

    [Fact]
    public async Task Load_OptimisedModel_AnswersAsTheModelDoesAndSaysWhenItWasDamaged()
    {
        using var folder = ModelFolder.Lines();
        var options = SessionRuns.Cpu with { EngineFolder = _folder };
        byte[][] contents = [Lines.Png("Call me Ishmael.", 40)];
        var results = new List<InferenceResult>();
        for (var i = 0; i < 3; i++)
        {
            using var session = ModelSession.Load(folder.Files, options);
            results.AddRange(await session.RunAsync(contents));
            Assert.Equal(i < 2 ? 0 : 1, session.Warnings.Count);
            if (i == 1) File.AppendAllText(Assert.Single(Kept()), "x");
        }

        Assert.All(results, result => Assert.Equal("Call me Ishmael.", result.Text));
        Assert.All(results, result => Assert.Equal(results[0].Scores, result.Scores));
    }

    private string? Open(string path, string version = "1.0", string machine = "a", string hash = Hash)
    {
        using var options = new SessionOptions();
        var (session, warning) = new OptimisedModels(_folder, version, machine).Open(path, hash, "cpu", options);
        session.Dispose();
        return warning;
    }

    private string[] Kept() => Directory.GetFiles(_folder, "*.onnx", SearchOption.AllDirectories);
}
