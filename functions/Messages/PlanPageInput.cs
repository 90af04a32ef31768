using Winnow.Storage.Messages;

namespace Winnow.Functions.Messages;

/// <summary>The page of a request that is to be planned.</summary>
public sealed record PlanPageInput(string Run, RequestSource Source, int Page, string? Continuation);
