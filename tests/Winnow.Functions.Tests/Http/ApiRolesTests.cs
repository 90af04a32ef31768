using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Winnow.Functions.Http;

namespace Winnow.Functions.Tests.Http;

/// <summary>Which role each function of the API takes, and how the roles of a caller are read.</summary>
public sealed class ApiRolesTests
{
    [Fact]
    public void Required_OfEveryFunction_IsReaderForGetsAndMoreForTheOthers()
    {
        var required = HttpFunctions().ToDictionary(one => one.Name, one => ApiRoles.Required(one.Name, one.Method));

        Assert.True(required.Count > 35);
        Assert.All(HttpFunctions().Where(one => one.Method == "get" && one.Name != nameof(OpenApiTrigger.GetOpenApi)), one => Assert.Equal(ApiRoles.Reader, required[one.Name]));
        Assert.Equal([nameof(OpenApiTrigger.GetOpenApi)], required.Where(one => one.Value is null).Select(one => one.Key));
        Assert.Equal(["RegisterModel", "SetLabelPolicy"], required.Where(one => one.Value == ApiRoles.Admin).Select(one => one.Key).Order(StringComparer.Ordinal));
        Assert.Equal(ApiRoles.Contributor, required["CancelEvaluation"]);
        Assert.All(HttpFunctions(), one => Assert.Equal(AuthorizationLevel.Anonymous, one.Level));
    }

    [Theory]
    [InlineData("reader", "reader", true)]
    [InlineData("reader", "contributor", false)]
    [InlineData("contributor", "reader", true)]
    [InlineData("contributor", "admin", false)]
    [InlineData("admin", "contributor", true)]
    [InlineData("owner", "reader", false)]
    [InlineData("Reader", "reader", false)]
    public void Suffice_OfOneRole_GoesByTheOrder(string role, string required, bool expected) => Assert.Equal(expected, ApiRoles.Suffice(["other", role], required));

    [Fact]
    public void RolesOf_ReadsTheClaimsOfThePlatform()
    {
        Assert.Equal(["reader", "admin"], Of("""{"auth_typ":"aad","role_typ":"http://r","claims":[{"typ":"name","val":"A"},{"typ":"roles","val":"reader"},{"typ":"http://r","val":"admin"}]}"""));
        Assert.Equal([], Of("""{"claims":[]}""") ?? ["none"]);
        Assert.Null(Of("""{"role_typ":"roles"}"""));
        Assert.Null(Of("null"));
        Assert.Null(Of("[1]"));
        Assert.Null(ClientPrincipal.RolesOf(Request("no base64!")));
        Assert.Null(ClientPrincipal.RolesOf(new DefaultHttpContext().Request));
    }

    private static IReadOnlyList<string>? Of(string json) => ClientPrincipal.RolesOf(Request(Convert.ToBase64String(Encoding.UTF8.GetBytes(json))));

    private static HttpRequest Request(string header)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers[ClientPrincipal.Header] = header;
        return context.Request;
    }

    private static IEnumerable<(string Name, string Method, AuthorizationLevel Level)> HttpFunctions() =>
        from method in typeof(ApiRoles).Assembly.GetTypes().SelectMany(type => type.GetMethods())
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where trigger is not null
        select (function.Name, trigger.Methods!.Single(), trigger.AuthLevel);
}
