using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Winnow.Infra.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Winnow.Infra.Tests;

/// <summary>azure.yaml, its hooks, and the workflows of GitHub Actions.</summary>
[SupportedOSPlatform("linux")]
public sealed partial class PipelineTests
{
    public static TheoryData<string> Workflows => [.. Repository.Files(".github/workflows", "*.yml")];

    public static TheoryData<string> Scripts => [.. Repository.Files("infra", "*.sh")];

    [Fact]
    public void AzureYaml_NamesWhatIsThere()
    {
        var azd = Yaml("azure.yaml");
        var services = (YamlMappingNode)azd["services"];

        Assert.True(File.Exists(Repository.Path($"{azd["infra"]["path"]}/{azd["infra"]["module"]}.bicep")));
        Assert.Equal(
            Deployment.Of("prod").All(Deployment.ContainerApp).Select(app => app.Json.GetProperty("tags").GetProperty("azd-service-name").GetString()),
            services.Children.Keys.Select(key => key.ToString()));
        Assert.All(services.Children.Values, service => Assert.True(File.Exists(Repository.Path(service["docker"]["path"].ToString()))));
        Assert.All(((YamlMappingNode)azd["hooks"]).Children.Values, hook => Assert.True(File.Exists(Repository.Path(hook["run"].ToString()))));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Scripts_AreScripts(string script)
    {
        var result = await Command.RunAsync("bash", ["-n", Repository.Path(script)]);

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.StartsWith("#!/usr/bin/env bash\n", Repository.Read(script), StringComparison.Ordinal);
        Assert.Contains("set -euo pipefail", Repository.Read(script), StringComparison.Ordinal);
        Assert.True(File.GetUnixFileMode(Repository.Path(script)).HasFlag(UnixFileMode.UserExecute));
    }

    [Fact]
    public void SubscribingHook_PassesWhatTheTemplateTakes()
    {
        var taken = ParameterLine().Matches(Repository.Read("infra/drop-subscription.bicep")).Select(match => match.Groups[1].Value);
        var passed = PassedParameter().Matches(Repository.Read("infra/hooks/subscribe.sh")).Select(match => match.Groups[1].Value);

        Assert.Equal(taken.Order(), passed.Order());
    }

    [Fact]
    public void Hooks_ReadOutputsThatTheTemplateHas()
    {
        var outputs = OutputLine().Matches(Repository.Read("infra/main.bicep")).Select(match => match.Groups[1].Value);
        var parameters = ReadVariable().Matches(Repository.Read("infra/main.bicepparam")).Select(match => match.Groups[1].Value);
        var read = Variable().Matches(string.Concat(Repository.Files("infra/hooks", "*.sh").Select(Repository.Read))).Select(match => match.Groups[1].Value).Distinct();

        Assert.Subset(outputs.Concat(parameters).ToHashSet(), read.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Workflow_HasNarrowPermissions_AndNoSecrets(string path)
    {
        var workflow = Yaml(path);

        Assert.Equal("read", workflow["permissions"]["contents"].ToString());
        Assert.DoesNotContain("secrets.", Repository.Read(path), StringComparison.Ordinal);
        Assert.All(Jobs(workflow), job => Assert.True(job.Children.ContainsKey("timeout-minutes")));
        Assert.All(Steps(workflow).Where(step => step.Children.ContainsKey("uses")), step => Assert.Matches(PinnedAction(), step["uses"].ToString()));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Workflow_ThatSignsIn_DoesSoByFederation(string path)
    {
        var workflow = Yaml(path);

        Assert.All(Jobs(workflow).Where(job => job.ToString().Contains("azure/login", StringComparison.Ordinal)), job =>
        {
            var permissions = (YamlMappingNode)(job.Children.TryGetValue("permissions", out var own) ? own : workflow["permissions"]);
            Assert.Equal("write", permissions["id-token"].ToString());
            Assert.True(job.Children.ContainsKey("environment"));
        });
    }

    [Fact]
    public void Workflows_BuildBothBuilds_CheckBicep_BuildImages_AndDeploy()
    {
        var build = Repository.Read(".github/workflows/build.yml");
        Assert.Contains("bash .ci/run", build, StringComparison.Ordinal);
        Assert.Contains("-p:AzureSdk=true -p:Gpu=true", build, StringComparison.Ordinal);
        var infra = Repository.Read(".github/workflows/infra.yml");
        Assert.Contains("dotnet test tests/Winnow.Infra.Tests", infra, StringComparison.Ordinal);
        Assert.Contains("az deployment sub what-if", infra, StringComparison.Ordinal);
        Assert.Equal(["app", "gpu"], ((YamlSequenceNode)Yaml(".github/workflows/images.yml")["jobs"]["image"]["strategy"]["matrix"]["name"]).Select(name => name.ToString()));
        Assert.Equal(
            ["azd provision --no-prompt", "azd publish app --no-prompt", "azd provision --no-prompt"],
            Steps(Yaml(".github/workflows/deploy.yml")).Where(step => step.Children.ContainsKey("run")).Select(step => step["run"].ToString()).Where(run => run.EndsWith("--no-prompt", StringComparison.Ordinal) && !run.Contains("env new", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(".github/workflows/infra.yml", "what-if")]
    [InlineData(".github/workflows/deploy.yml", "deploy")]
    public void Jobs_SetEveryVariableThatBicepRequires(string path, string job)
    {
        var required = ReadVariable().Matches(Repository.Read("infra/main.bicepparam")).Where(match => match.Groups[2].Value.Length == 0).Select(match => match.Groups[1].Value).ToList();
        var set = ((YamlMappingNode)Yaml(path)["jobs"][job]["env"]).Children.Keys.Select(key => key.ToString());

        Assert.Equal(5, required.Count);
        Assert.Superset(required.ToHashSet(), set.ToHashSet());
    }

    private static YamlMappingNode Yaml(string path)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(Repository.Read(path));
        stream.Load(reader);
        return (YamlMappingNode)Assert.Single(stream.Documents).RootNode;
    }

    private static IEnumerable<YamlMappingNode> Jobs(YamlMappingNode workflow) => ((YamlMappingNode)workflow["jobs"]).Children.Values.Cast<YamlMappingNode>();

    private static IEnumerable<YamlMappingNode> Steps(YamlMappingNode workflow) => Jobs(workflow).SelectMany(job => ((YamlSequenceNode)job["steps"]).Cast<YamlMappingNode>());

    [GeneratedRegex("^param ([A-Za-z]+) ", RegexOptions.Multiline)]
    private static partial Regex ParameterLine();

    [GeneratedRegex("\"([A-Za-z]+)\": \\{ \"value\"")]
    private static partial Regex PassedParameter();

    [GeneratedRegex("^output ([A-Z_]+) ", RegexOptions.Multiline)]
    private static partial Regex OutputLine();

    [GeneratedRegex(@"readEnvironmentVariable\(\s*'([A-Z_]+)'(,)?")]
    private static partial Regex ReadVariable();

    [GeneratedRegex(@"\$\{?((?:AZURE|WINNOW|SERVICE)_[A-Z_]+)")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^[a-z0-9-]+/[a-z0-9-]+@v\d+$")]
    private static partial Regex PinnedAction();
}
