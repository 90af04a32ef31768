using System.Text.Json;

namespace Winnow.Infra.Tests.Support;

/// <summary>What a parameter file would deploy, from its snapshot.</summary>
internal sealed class Deployment
{
    public const string ContainerApp = "Microsoft.App/containerApps";
    public const string RoleAssignment = "Microsoft.Authorization/roleAssignments";
    public const string StorageAccount = "Microsoft.Storage/storageAccounts";

    private Deployment(string name, JsonElement snapshot)
    {
        Name = name;
        Resources =
        [
            .. snapshot.GetProperty("predictedResources").EnumerateArray().Select(resource => new Resource(
                resource.GetProperty("id").GetString()!, resource.GetProperty("type").GetString()!, resource.GetProperty("name").GetString()!, resource)),
        ];
    }

    /// <summary>The profiles that there are.</summary>
    public static string[] Names { get; } = ["dev", "prod", "locked-down"];

    /// <inheritdoc cref="Names"/>
    public static TheoryData<string> Profiles => [.. Names];

    public string Name { get; }

    public IReadOnlyList<Resource> Resources { get; }

    /// <summary>The committed snapshot of a profile; that it is up to date is a test of its own.</summary>
    public static Deployment Of(string profile) => Read(profile, Repository.Path($"infra/profiles/{profile}.snapshot.json"));

    public static Deployment Read(string name, string path) => new(name, JsonDocument.Parse(File.ReadAllText(path)).RootElement);

    public IEnumerable<Resource> All(string type) => Resources.Where(resource => resource.Type == type);

    public Resource Single(string type) => Assert.Single(All(type));

    public Resource? FindApp(string service) => All(ContainerApp).SingleOrDefault(
        app => app.Json.GetProperty("tags").GetProperty("azd-service-name").GetString() == service);

    /// <summary>An app: <c>app</c> takes triggers, <c>gpu</c> has the GPU.</summary>
    public Resource App(string service = "app") => FindApp(service) ?? throw new InvalidOperationException($"Profile {Name} has no app '{service}'.");

    /// <summary>The account that has the container <c>items</c>.</summary>
    public Resource DataAccount() => Account(container: "items");

    /// <summary>The account of the Functions host.</summary>
    public Resource RuntimeAccount() => Account(container: "drop-dead-letters");

    private Resource Account(string container)
    {
        var found = All(StorageAccount + "/blobServices/containers").Single(resource => resource.Name.EndsWith($"/{container}", StringComparison.Ordinal));
        return All(StorageAccount).Single(account => found.Name.StartsWith($"{account.Name}/", StringComparison.Ordinal));
    }

    /// <summary>The settings of an app, by the names of environment variables.</summary>
    public static Dictionary<string, string> Settings(Resource app) => app.Properties.GetProperty("template").GetProperty("containers")[0].GetProperty("env")
        .EnumerateArray().ToDictionary(setting => setting.GetProperty("name").GetString()!, setting => setting.GetProperty("value").GetString()!);
}
