namespace Winnow.Cli.Api;

/// <summary>Why a run failed.</summary>
public sealed record RunError(string Code, string Message);
