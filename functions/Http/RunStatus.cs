using Winnow.Functions.Common;

namespace Winnow.Functions.Http;

/// <summary>A run as the API shows it.</summary>
/// <param name="Id">The run.</param>
/// <param name="Kind"><c>labelling</c> or <c>evaluation</c>.</param>
/// <param name="Status"><c>pending</c>, <c>running</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="Progress">How far it is; null before it began.</param>
/// <param name="Result">What it made; null until it completed.</param>
/// <param name="Error">Why it failed; null unless it did.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="LastUpdatedAt">When it last did something.</param>
public sealed record RunStatus<TResult>(
    string Id, string Kind, string Status, RunProgress? Progress, TResult? Result, RunError? Error, DateTimeOffset CreatedAt, DateTimeOffset LastUpdatedAt)
    where TResult : class;
