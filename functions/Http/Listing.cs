using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Winnow.Core.Catalogue;

namespace Winnow.Functions.Http;

/// <summary>One page of a list, as the API returns it.</summary>
/// <param name="Value">The entries.</param>
/// <param name="NextLink">Address of the next page; null on the last.</param>
public sealed record Listing<T>(IReadOnlyList<T> Value, string? NextLink);

/// <summary>Makes <see cref="Listing{T}"/> of pages.</summary>
public static class Listing
{
    /// <summary>The same request with the page's continuation is the next link.</summary>
    public static Listing<T> From<T>(Page<T> page, HttpRequest request) => new(page.Value, page.Continuation is { } next ? Link(request, next) : null);

    private static string Link(HttpRequest request, string continuation)
    {
        var query = request.Query
            .Where(parameter => parameter.Key != "continuation" && parameter.Key != "code")
            .SelectMany(parameter => parameter.Value, (parameter, value) => KeyValuePair.Create(parameter.Key, value ?? ""))
            .Append(KeyValuePair.Create("continuation", continuation));
        return UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, request.Path, QueryString.Create(query!));
    }
}
