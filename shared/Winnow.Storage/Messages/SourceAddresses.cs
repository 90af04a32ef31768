using Azure.Storage.Blobs;
using Winnow.Core.Errors;

namespace Winnow.Storage.Messages;

/// <summary>Decides which addresses messages may name.</summary>
/// <param name="clients">This app's storage.</param>
/// <param name="allowed">Addresses of hosts or containers; empty: only this app's own account, without the containers of the app and of the runtime.</param>
public sealed class SourceAddresses(StorageClients clients, IReadOnlyList<string> allowed)
{
    private const int ShownChars = 300;
    private static readonly string[] s_runtimeSuffixes = ["-leases", "-applease", "-largemessages"];
    private readonly string[] _allowed = [.. allowed.Select(Normal)];

    /// <summary>Takes an address apart that may be read.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.ForbiddenAddress"/></exception>
    public SourceAddress Require(Uri address)
    {
        if (Problem(address) is { } problem)
        {
            throw new WinnowException(ErrorCodes.ForbiddenAddress, $"The address '{Show(address)}' {problem}");
        }

        var parts = new BlobUriBuilder(address);
        var name = parts.BlobName;
        parts.BlobName = "";
        return new(clients.Foreign(parts), name);
    }

    /// <summary>An address as it may be shown: without a signature or a password, cut.</summary>
    public static string Show(Uri address)
    {
        // Of other schemes even the path may hold what nobody else may see.
        var text = !address.IsAbsoluteUri ? "(relative)"
            : address.GetComponents(address.Scheme is "https" or "http" ? UriComponents.SchemeAndServer | UriComponents.Path : UriComponents.SchemeAndServer, UriFormat.UriEscaped);
        return text.Length > ShownChars ? string.Concat(text.AsSpan(0, ShownChars), "…") : text;
    }

    private string? Problem(Uri address)
    {
        if (!address.IsAbsoluteUri || address.Scheme is not ("https" or "http") || address.UserInfo.Length > 0 || address.Fragment.Length > 0)
        {
            return "is not the address of a blob: write https://account/container/name.";
        }

        var container = new BlobUriBuilder(address).BlobContainerName;
        if (container.Length == 0)
        {
            return "names no container: write https://account/container/name.";
        }

        var isOwn = clients.IsOwn(address);
        return isOwn && IsReserved(container) ? $"lies in container '{container}', which belongs to the app itself: put the files into another one."
            : IsAllowed(address, isOwn) ? null
            : $"is not among those that may be read. {Allowed()} Copy the files there, or have the address added to the setting 'Messages:AllowedSources'.";
    }

    private bool IsAllowed(Uri address, bool isOwn)
    {
        var path = address.GetLeftPart(UriPartial.Path);
        return _allowed.Length == 0 ? isOwn : Array.Exists(_allowed, source => $"{path}/".StartsWith(source, StringComparison.Ordinal));
    }

    private static bool IsReserved(string container) =>
        Containers.All.Contains(container) || container.StartsWith('$') || container.StartsWith("azure-webjobs-", StringComparison.Ordinal)
        || Array.Exists(s_runtimeSuffixes, suffix => container.EndsWith(suffix, StringComparison.Ordinal));

    private string Allowed() => $"Allowed: {(_allowed.Length == 0 ? Normal(clients.Blobs.Uri.AbsoluteUri) : string.Join(", ", _allowed))}.";

    private static string Normal(string source) => Uri.TryCreate(source, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
        ? uri.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/"
        : throw new InvalidOperationException($"Setting 'Messages:AllowedSources' holds '{source}', which is not an address of a host or container: write https://account/container.");
}
