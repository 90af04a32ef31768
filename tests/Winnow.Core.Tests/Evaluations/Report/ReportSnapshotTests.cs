using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Winnow.Core.Tests.Evaluations.Report;

/// <summary>What the samples look like, committed beside this file; <c>WINNOW_UPDATE_SNAPSHOTS=1</c> writes it anew.</summary>
public sealed partial class ReportSnapshotTests
{
    public static TheoryData<string> Samples => SampleReport.Names;

    [Theory]
    [MemberData(nameof(Samples))]
    public void Write_OfSample_HasTheOutline(string name) => Check($"{name}.outline.txt", Page.Of(SampleReport.Of(name)).Outline());

    [Fact]
    public void Write_OfRegression_IsAsItWas() => Check("regression.html", Styles().Replace(Page.Of(SampleReport.Of("regression")).Html, "<style></style>"));

    private static void Check(string file, string actual, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "Snapshots", file);
        if (Environment.GetEnvironmentVariable("WINNOW_UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Styles();
}
