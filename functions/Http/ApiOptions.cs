namespace Winnow.Functions.Http;

/// <summary>Settings of the HTTP API.</summary>
public sealed class ApiOptions
{
    public const string SectionName = "Api";

    /// <value>Who may call: <c>Roles</c> behind Entra ID, <c>Open</c> on one machine. Default: <c>Closed</c>, so that nothing is open by mistake.</value>
    public ApiAccess Access { get; set; }
}
