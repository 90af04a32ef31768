namespace Winnow.Functions.Messages;

/// <summary>The page of a request that is to be copied.</summary>
public sealed record CopyPageInput(string Run, string Dataset, int Page);
