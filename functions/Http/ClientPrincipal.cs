using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Winnow.Functions.Http;

/// <summary>Who calls, as the authentication of Azure Container Apps and App Service says it in a header of its own, which it takes out of what comes from outside.</summary>
/// <remarks>Source: https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities, "Decode the client principal header".</remarks>
public static class ClientPrincipal
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";
    private const string RolesClaim = "roles";

    /// <summary>The app roles of the caller; null when nobody was authenticated or the header is damaged.</summary>
    public static IReadOnlyList<string>? RolesOf(HttpRequest request)
    {
        try
        {
            return request.Headers[Header] is [{ Length: > 0 } header] ? Read(header) : null;
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            return null;
        }
    }

    private static IReadOnlyList<string>? Read(string header)
    {
        var principal = JsonSerializer.Deserialize<Principal>(Convert.FromBase64String(header));
        return principal?.Claims is { } claims ? [.. claims.Where(claim => claim.Type == RolesClaim || claim.Type == principal.RoleType).Select(claim => claim.Value).OfType<string>()] : null;
    }

    private sealed record Principal([property: JsonPropertyName("role_typ")] string? RoleType, [property: JsonPropertyName("claims")] IReadOnlyList<Claim>? Claims);

    private sealed record Claim([property: JsonPropertyName("typ")] string? Type, [property: JsonPropertyName("val")] string? Value);
}
