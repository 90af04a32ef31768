using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Winnow.Infra.Tests.Support;

namespace Winnow.Infra.Tests;

/// <summary>The images, as far as they can be looked at where neither Docker nor the official packages are.</summary>
public sealed partial class ImageTests
{
    private const string Functions = "functions/Winnow.Functions.csproj";
    private const string Inference = "shared/Winnow.Inference/Winnow.Inference.csproj";

    private static readonly Dictionary<string, string> s_versions = XDocument.Load(Repository.Path("Directory.Packages.props")).Descendants("PackageVersion")
        .ToDictionary(package => package.Attribute("Include")!.Value, package => package.Attribute("Version")!.Value);

    [Fact]
    public async Task AzureBuild_TakesTheOfficialPackages_AndNothingLocal()
    {
        const string Scheduler = "Microsoft.Azure.Functions.Worker.Extensions.DurableTask.AzureManaged";
        var packages = await ItemsAsync(Functions, "PackageReference", "-p:AzureSdk=true");
        var withScheduler = await ItemsAsync(Functions, "PackageReference", "-p:AzureSdk=true", "-p:DurableTaskScheduler=true");
        var projects = await ItemsAsync(Functions, "ProjectReference", "-p:AzureSdk=true");

        string[] wanted =
        [
            "Azure.Messaging.ServiceBus", "Microsoft.Azure.Functions.Worker", "Microsoft.Azure.Functions.Worker.Sdk", "Microsoft.Azure.Functions.Worker.Extensions.DurableTask",
            "Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore", "Microsoft.Azure.Functions.Worker.Extensions.ServiceBus",
            "Microsoft.Azure.Functions.Worker.Extensions.Storage.Blobs", "Microsoft.Azure.Functions.Worker.Extensions.Timer",
        ];
        Assert.Subset(packages.ToHashSet(), wanted.ToHashSet());
        Assert.Equal([Scheduler], withScheduler.Except(packages));
        Assert.DoesNotContain(projects, project => project.Contains("/local/", StringComparison.Ordinal));
        Assert.Equal(3, projects.Count);
    }

    [Theory]
    [InlineData("true", "Microsoft.ML.OnnxRuntime.Gpu", "Microsoft.ML.OnnxRuntime")]
    [InlineData("false", "Microsoft.ML.OnnxRuntime", "Microsoft.ML.OnnxRuntime.Gpu")]
    public async Task Gpu_TakesTheRuntimeForGpus(string gpu, string wanted, string other)
    {
        var packages = await ItemsAsync(Inference, "PackageReference", $"-p:Gpu={gpu}");

        Assert.Contains(wanted, packages);
        Assert.DoesNotContain(other, packages);
    }

    [Theory]
    [InlineData(Functions, "-p:AzureSdk=true -p:DurableTaskScheduler=true")]
    [InlineData(Inference, "-p:Gpu=true")]
    public async Task Versions_ArePinned_InOnePlace(string project, string property)
    {
        var packages = await ItemsAsync(project, "PackageReference", property.Split(' '));

        Assert.DoesNotContain("Version=", Repository.Read(project), StringComparison.Ordinal);
        Assert.All(packages, package => Assert.Matches(ExactVersion(), s_versions[package]));
    }

    [Theory]
    [InlineData("infra/images/app.Dockerfile", "-p:AzureSdk=true -p:DurableTaskScheduler=true")]
    [InlineData("infra/images/gpu.Dockerfile", "-p:AzureSdk=true -p:DurableTaskScheduler=true -p:Gpu=true")]
    public void Dockerfile_BuildsTheAzureBuild_OnTheOfficialBase(string path, string properties)
    {
        var lines = Repository.Read(path).Split('\n');
        var bases = lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]).ToList();
        var copies = lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from=", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]);

        Assert.Single(lines, line => line.StartsWith("RUN dotnet publish", StringComparison.Ordinal) && line.EndsWith($" {properties}", StringComparison.Ordinal));
        Assert.Equal("mcr.microsoft.com/azure-functions/dotnet-isolated:4-dotnet-isolated10.0", bases[^1]);
        Assert.All(bases, image => Assert.Matches(PinnedImage(), image));
        Assert.All(copies, source => Assert.True(Path.Exists(Repository.Path(source)), source));
        Assert.Contains(lines, line => line.Contains("AzureWebJobsScriptRoot=/home/site/wwwroot", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("COPY", StringComparison.Ordinal) && line.Contains("models", StringComparison.Ordinal));
    }

    [Fact]
    public void GpuDockerfile_BringsCudaAndCudnn()
    {
        var text = Repository.Read("infra/images/gpu.Dockerfile");

        Assert.Matches("FROM nvidia/cuda:13\\.\\d+\\.\\d+-cudnn-runtime-ubuntu22\\.04", text);
        Assert.All((string[])["libcudart.so.13", "libcublas.so.13", "libcublasLt.so.13", "libcurand.so.10", "libcudnn*.so.9"], library => Assert.Contains(library, text, StringComparison.Ordinal));
        Assert.Contains("LD_LIBRARY_PATH=/opt/cuda", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_DoNotGetIntoImages() => Assert.Subset(
        Repository.Read(".dockerignore").Split('\n').ToHashSet(), new HashSet<string> { ".git", "local.settings.json", "functions/local.settings.json", ".winnow", "**/bin", "**/obj" });

    [Fact]
    public void HostJson_OfTheImages_IsThatOfTheApp_OnTheScheduler()
    {
        var app = HostFile.Flatten("functions/host.json");
        var image = HostFile.Flatten("infra/images/host.json");

        Assert.Equal("%TASKHUB_NAME%", image["extensions:durableTask:hubName"]);
        Assert.Equal("azureManaged", image["extensions:durableTask:storageProvider:type"]);
        Assert.Equal("True", image["extensions:durableTask:storageProvider:workItemFilteringEnabled"]);
        Assert.Contains(image["extensions:durableTask:storageProvider:connectionStringName"], Deployment.Settings(Deployment.Of("prod").App()).Keys);
        Assert.Equal(
            app.Where(setting => setting.Key != "extensions:durableTask:hubName").OrderBy(setting => setting.Key, StringComparer.Ordinal),
            image.Where(setting => app.ContainsKey(setting.Key) && setting.Key != "extensions:durableTask:hubName").OrderBy(setting => setting.Key, StringComparer.Ordinal));
        Assert.All(
            image.Keys.Except(app.Keys),
            key => Assert.Matches("^(logging:applicationInsights|extensions:durableTask:storageProvider):", key));
    }

    [Theory]
    [InlineData("functions/host.json")]
    [InlineData("infra/images/host.json")]
    public void HostJson_HasKnownKeysOnly(string path) => Assert.All(HostFile.Flatten(path).Keys, key => Assert.True(HostFile.IsKnown(key), key));

    private static async Task<IReadOnlyList<string>> ItemsAsync(string project, string item, params string[] properties)
    {
        var result = await Command.RunAsync("dotnet", ["msbuild", Repository.Path(project), $"-getItem:{item}", .. properties]);
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        using var items = JsonDocument.Parse(result.Output);
        // Analyzers, which the properties of the whole solution bring, are in no image.
        return
        [
            .. items.RootElement.GetProperty("Items").GetProperty(item).EnumerateArray().Select(found => found.GetProperty("Identity").GetString()!)
                .Where(name => !name.EndsWith("Analyzers", StringComparison.Ordinal)),
        ];
    }

    [GeneratedRegex(@"^\d+\.\d+\.\d+$")]
    private static partial Regex ExactVersion();

    [GeneratedRegex(@":(?!latest)[0-9][^:]*$")]
    private static partial Regex PinnedImage();
}
