namespace Winnow.Cli.Demo;

/// <summary>A gate of the demo.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Passes">Whether it ought to pass.</param>
public sealed record DemoGate(string Rule, bool Passes);
