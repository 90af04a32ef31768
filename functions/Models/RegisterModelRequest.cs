namespace Winnow.Functions.Models;

/// <summary>Body of <c>POST /api/models</c>.</summary>
/// <param name="Name">The model.</param>
/// <param name="Version">Its version; the files lie in <c>models/{name}/{version}/</c>.</param>
public sealed record RegisterModelRequest(string? Name, string? Version);
