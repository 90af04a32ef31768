using System.CommandLine;
using Winnow.Cli.Up;

namespace Winnow.Cli.Commands;

/// <summary>The options that several commands share.</summary>
public static class CommonOptions
{
    private const string DefaultUrl = "http://127.0.0.1:7071";

    public static Option<bool> Json { get; } = new("--json") { Description = "Print one JSON object on stdout, and nothing else there." };

    public static Option<string?> Url { get; } = new("--url")
    {
        Description = $"Address of the app. Default: WINNOW_URL, else the app that 'winnow up' runs here, else {DefaultUrl}.",
        HelpName = "address",
    };

    public static Option<string?> Token { get; } = new("--token")
    {
        Description = "Entra access token for an app in Azure. Default: WINNOW_TOKEN.",
        HelpName = "token",
    };

    public static Option<string?> Storage { get; } = new("--storage")
    {
        Description = "Connection string, or blob service address, of the app's storage. Default: WINNOW_STORAGE, else that of 'winnow up'.",
        HelpName = "connection",
    };

    public static Option<string?> Connection { get; } = new("--connection")
    {
        Description = "Connection string of Service Bus. Default: WINNOW_SERVICE_BUS, else that of 'winnow up'.",
        HelpName = "connection",
    };

    /// <summary>An option that takes one of a few words.</summary>
    public static Option<string?> OneOf(string name, string description, string helpName, params string[] values)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = helpName };
        option.AcceptOnlyFromAmong(values);
        return option;
    }

    /// <summary>Adds <c>--url</c>, <c>--token</c> and <c>--json</c>.</summary>
    public static void AddApi(this Command command)
    {
        command.Options.Add(Url);
        command.Options.Add(Token);
        command.Options.Add(Json);
    }

    /// <summary>The app's address, by the rule that <see cref="Url"/> describes.</summary>
    /// <exception cref="CliException">It is no http address.</exception>
    public static Uri ResolveUrl(ParseResult parsed)
    {
        var text = parsed.GetValue(Url) ?? Setting("WINNOW_URL") ?? UpState.TryRead(UpState.DefaultPath)?.Url ?? DefaultUrl;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new CliException("invalid-url", $"'{text}' is not an http address. Pass one like {DefaultUrl} with --url or WINNOW_URL.");
    }

    public static string? ResolveToken(ParseResult parsed) => parsed.GetValue(Token) ?? Setting("WINNOW_TOKEN");

    /// <summary>The storage connection, by the rule that <see cref="Storage"/> describes.</summary>
    /// <exception cref="CliException">None is known.</exception>
    public static string ResolveStorage(ParseResult parsed) =>
        parsed.GetValue(Storage) ?? Setting("WINNOW_STORAGE") ?? UpState.TryRead(UpState.DefaultPath)?.Storage
        ?? throw new CliException("no-storage",
            "No storage is known: start one with 'winnow up' in this folder, or pass a connection string with --storage or WINNOW_STORAGE.");

    /// <summary>The Service Bus connection, by the rule that <see cref="Connection"/> describes.</summary>
    /// <exception cref="CliException">None is known.</exception>
    public static string ResolveServiceBus(ParseResult parsed) =>
        parsed.GetValue(Connection) ?? Setting("WINNOW_SERVICE_BUS") ?? UpState.TryRead(UpState.DefaultPath)?.ServiceBus
        ?? throw new CliException("no-service-bus",
            "No Service Bus is known: start the local endpoint with 'winnow up' in this folder, or pass a connection string with --connection or WINNOW_SERVICE_BUS.");

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
