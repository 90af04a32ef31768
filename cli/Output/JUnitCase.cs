using Winnow.Cli.Api;

namespace Winnow.Cli.Output;

/// <summary>A gate as a test.</summary>
/// <param name="ClassName">Dataset and model.</param>
/// <param name="Gate">The rule, and what became of it.</param>
public sealed record JUnitCase(string ClassName, GateOutcome Gate);
