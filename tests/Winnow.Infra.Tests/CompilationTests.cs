using Winnow.Infra.Tests.Support;

namespace Winnow.Infra.Tests;

/// <summary>Bicep itself: everything compiles, the linter is silent, and snapshots are up to date.</summary>
public sealed class CompilationTests
{
    private static readonly Dictionary<string, string> s_environment = new()
    {
        ["AZURE_ENV_NAME"] = "test",
        ["AZURE_LOCATION"] = "swedencentral",
        ["WINNOW_ENTRA_CLIENT_ID"] = "00000000-0000-0000-0000-0000000000aa",
        ["WINNOW_ALERT_EMAILS"] = "a@example.com,b@example.com",
        ["WINNOW_BUDGET_START"] = "2026-11-01",
    };

    [Theory]
    [InlineData("infra/main.bicep")]
    [InlineData("infra/drop-subscription.bicep")]
    public async Task Template_Builds_WithoutWarnings(string template)
    {
        var result = await Bicep.RunAsync("build", template, "--stdout");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("\"resources\"", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("infra/**/*.bicep")]
    [InlineData("infra/**/*.bicepparam")]
    public async Task Sources_HaveNothingThatTheLinterMinds(string pattern)
    {
        var result = await Bicep.RunAsync(s_environment, "lint", "--pattern", pattern);

        Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Errors));
    }

    [Theory]
    [InlineData("*.bicep")]
    [InlineData("*.bicepparam")]
    public async Task Sources_AreFormatted(string pattern)
    {
        var copy = Directory.CreateTempSubdirectory("winnow-infra-").FullName;
        foreach (var source in Repository.Files("infra", "*bicep*"))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(copy, source))!);
            File.Copy(Repository.Path(source), Path.Combine(copy, source));
        }

        var result = await Bicep.RunAsync("format", "--pattern", Path.Combine(copy, "infra", "**", pattern));

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        var sources = Repository.Files("infra", pattern).ToList();
        Assert.NotEmpty(sources);
        Assert.All(sources, source => Assert.Equal(Repository.Read(source), File.ReadAllText(Path.Combine(copy, source))));
        Directory.Delete(copy, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Deployment.Profiles), MemberType = typeof(Deployment))]
    public async Task Parameters_OfTheEnvironment_TakeTheProfile(string profile)
    {
        var result = await Bicep.RunAsync(new Dictionary<string, string>(s_environment) { ["WINNOW_PROFILE"] = profile }, "build-params", "infra/main.bicepparam", "--stdout");
        var example = await Bicep.RunAsync("build-params", $"infra/profiles/{profile}.bicepparam", "--stdout");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal((0, ""), (example.ExitCode, example.Errors));
        Assert.Equal(ProfileOf(example.Output), ProfileOf(result.Output));
    }

    [Fact]
    public async Task Parameters_OfAnEnvironmentWithoutAName_SayWhatIsMissing()
    {
        var environment = new Dictionary<string, string>(s_environment);
        environment.Remove("AZURE_ENV_NAME");

        var result = await Bicep.RunAsync(environment, "build-params", "infra/main.bicepparam", "--stdout");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("AZURE_ENV_NAME", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Deployment.Profiles), MemberType = typeof(Deployment))]
    public async Task Snapshot_IsWhatTheProfileDeploys(string profile)
    {
        var result = await Bicep.SnapshotAsync($"infra/profiles/{profile}.bicepparam", "validate");

        Assert.True(result.ExitCode == 0, $"Make it anew with infra/snapshots.sh, and look at the difference.\n{result.Output}\n{result.Errors}");
    }

    private static string ProfileOf(string output)
    {
        using var built = System.Text.Json.JsonDocument.Parse(output);
        using var parameters = System.Text.Json.JsonDocument.Parse(built.RootElement.GetProperty("parametersJson").GetString()!);
        return parameters.RootElement.GetProperty("parameters").GetProperty("profile").GetRawText();
    }
}
