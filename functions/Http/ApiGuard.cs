using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Options;
using Winnow.Core.Errors;

namespace Winnow.Functions.Http;

/// <summary>Lets a request through to its function when <see cref="ApiOptions.Access"/> and the roles of the caller allow it; other triggers pass.</summary>
public sealed class ApiGuard(IOptions<ApiOptions> options) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var http = context.GetHttpContext();
        if (http is null || Refuse(http, ApiRoles.Required(context.FunctionDefinition.Name, http.Request.Method)) is not { } refusal)
        {
            await next(context);
            return;
        }

        await HttpApi.Problem(refusal.Code, refusal.Detail).ExecuteAsync(http);
    }

    private WinnowException? Refuse(HttpContext http, string? required) => required is null ? null : options.Value.Access switch
    {
        ApiAccess.Roles => RefuseByRole(http.Request, required),
        ApiAccess.Open => http.Connection.RemoteIpAddress is { } address && !IPAddress.IsLoopback(address)
            ? new(ErrorCodes.Forbidden, "This app serves its own machine only (setting Api:Access is Open). Put authentication in front of it, and set Api:Access to Roles.")
            : null,
        _ => new(ErrorCodes.Forbidden, "The API is closed: set Api:Access to Roles behind Entra ID, or to Open on a machine of your own."),
    };

    private static WinnowException? RefuseByRole(HttpRequest request, string required) => ClientPrincipal.RolesOf(request) switch
    {
        null => new(ErrorCodes.Unauthorized, "Nobody is signed in: send an Entra token of this app as 'Authorization: Bearer …'."),
        var roles when ApiRoles.Suffice(roles, required) => null,
        var roles => new(
            ErrorCodes.Forbidden,
            $"{request.Method} {request.Path} takes the app role '{required}'; the caller has {(roles.Count == 0 ? "none" : string.Join(", ", roles))}. An administrator grants roles under Enterprise applications."),
    };
}
