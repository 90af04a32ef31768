using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts a function on an HTTP request.</summary>
/// <remarks>
/// As in the official package, the constructor that takes only methods leaves <see cref="AuthLevel"/> at
/// <see cref="AuthorizationLevel.Anonymous"/>, and the one without arguments sets <see cref="AuthorizationLevel.Function"/>.
/// </remarks>
public sealed class HttpTriggerAttribute : TriggerBindingAttribute
{
    public HttpTriggerAttribute() => AuthLevel = AuthorizationLevel.Function;

    public HttpTriggerAttribute(params string[] methods) => Methods = methods;

    public HttpTriggerAttribute(AuthorizationLevel authLevel) => AuthLevel = authLevel;

    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>An ASP.NET Core route template under the host's route prefix; the function's name when it is not set.</summary>
    public string? Route { get; set; }

    /// <summary>The methods served; all when null or empty.</summary>
    public string[]? Methods { get; }

    /// <summary>Which key a caller has to show.</summary>
    public AuthorizationLevel AuthLevel { get; }
}
