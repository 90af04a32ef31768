using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Winnow.Functions.Http;

/// <summary>HTTP: the description of this API, OpenAPI 3.1.</summary>
/// <remarks>The document is written by hand, beside this file; a test holds it against the functions' routes.</remarks>
public sealed class OpenApiTrigger
{
    private const string Resource = "Winnow.Functions.Http.winnow.openapi.json";

    [Function(nameof(GetOpenApi))]
    public IResult GetOpenApi([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request) =>
        TypedResults.Stream(Open(), "application/json");

    /// <summary>Opens the document.</summary>
    public static Stream Open() => Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
        ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
}
