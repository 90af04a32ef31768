using Microsoft.AspNetCore.Http;
using Winnow.Functions.Datasets;
using Winnow.Functions.Models;

namespace Winnow.Functions.Http;

/// <summary>The app roles of the HTTP API, each with the ones below it, and which function wants which.</summary>
public static class ApiRoles
{
    /// <summary>Reads datasets, items, runs and reports: every GET.</summary>
    public const string Reader = "reader";

    /// <summary>Also starts and cancels runs, creates datasets, brings predictions.</summary>
    public const string Contributor = "contributor";

    /// <summary>Also registers models and changes label policies.</summary>
    public const string Admin = "admin";

    private static readonly string[] s_ascending = [Reader, Contributor, Admin];
    private static readonly string[] s_ofAdmins = [nameof(ModelsTriggers.RegisterModel), nameof(DatasetsTriggers.SetLabelPolicy)];

    /// <summary>The lowest role that may call a function; null for everybody.</summary>
    /// <param name="function">Name of the function.</param>
    /// <param name="method">The method of the request.</param>
    public static string? Required(string function, string method) =>
        function == nameof(OpenApiTrigger.GetOpenApi) ? null
        : s_ofAdmins.Contains(function) ? Admin
        : HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? Reader
        : Contributor;

    /// <summary>Whether one of some roles reaches up to another.</summary>
    public static bool Suffice(IEnumerable<string> roles, string required) =>
        roles.Any(role => Array.IndexOf(s_ascending, role) >= Array.IndexOf(s_ascending, required));
}
