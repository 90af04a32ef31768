namespace Winnow.Cli.Api;

/// <summary>One page of a list.</summary>
/// <param name="Value">The entries.</param>
/// <param name="NextLink">Address of the next page; null on the last.</param>
public sealed record Listing<T>(IReadOnlyList<T> Value, string? NextLink);
