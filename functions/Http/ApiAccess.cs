namespace Winnow.Functions.Http;

/// <summary>Who may call the HTTP API.</summary>
public enum ApiAccess
{
    /// <summary>Nobody.</summary>
    Closed,

    /// <summary>Whom the platform's authentication in front of the app has let through, as far as their app roles go. Only with that authentication: without it, callers could claim any role.</summary>
    Roles,

    /// <summary>Everybody on this machine, and nobody else.</summary>
    Open,
}
