using Winnow.Cli.Commands;

namespace Winnow.Cli.Tests;

public sealed class GateFileTests
{
    [Theory]
    [InlineData("accuracy >= 0.98\n\n  ece <= 0.05  \n", "accuracy >= 0.98|ece <= 0.05")]
    [InlineData("# all of them\naccuracy >= 0.98 # agreed with product\n#ece <= 0.05\r\n", "accuracy >= 0.98")]
    [InlineData("gates:\n  - accuracy >= 0.98\n  - 'ece <= 0.05'  # quoted\n  - \"cer.high <= 0.03\"\n", "accuracy >= 0.98|ece <= 0.05|cer.high <= 0.03")]
    [InlineData("- accuracy[metadata.colour=#ff0000] >= 0.9\n- \"accuracy[metadata.note=a # b] >= 0.9\"", "accuracy[metadata.colour=#ff0000] >= 0.9|accuracy[metadata.note=a # b] >= 0.9")]
    [InlineData("accuracy >= baseline - 0.01", "accuracy >= baseline - 0.01")]
    public void Read_OfAFile_FindsItsRules(string text, string rules)
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(rules.Split('|'), GateFile.Read(folder.Write("gates.yaml", text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("gates:\n# none yet\n")]
    public void Read_OfAFileWithoutRules_SaysSo(string text)
    {
        using var folder = new TemporaryFolder();

        Assert.Equal("no-gates", Assert.Throws<CliException>(() => GateFile.Read(folder.Write("gates.yaml", text))).Code);
    }
}
