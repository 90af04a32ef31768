using Spectre.Console;
using Winnow.Cli.Api;

namespace Winnow.Cli.Output;

/// <summary>What became of gates, in words and as an exit code.</summary>
public static class Gates
{
    /// <summary>Writes a line per gate.</summary>
    public static void WriteGates(this IAnsiConsole console, IEnumerable<GateOutcome> gates)
    {
        foreach (var gate in gates)
        {
            console.Fact(gate.HasPassed ? "gate passed" : "gate failed", $"{gate.Rule}: {gate.Reason}");
        }
    }

    /// <summary><c>all 3 gates passed</c>, <c>1 of 3 gates failed</c>, <c>no gates</c>.</summary>
    public static string Summarise(IReadOnlyCollection<GateOutcome> gates)
    {
        var failed = gates.Count(gate => !gate.HasPassed);
        return (gates.Count, failed) switch
        {
            (0, _) => "no gates",
            (1, 0) => "the gate passed",
            (1, 1) => "the gate failed",
            (var all, 0) => $"all {all} gates passed",
            var (all, _) => $"{failed} of {all} gates failed",
        };
    }

    /// <summary><c>3 passed</c>, <c>1 of 3 failed</c>; empty without gates.</summary>
    public static string Count(IReadOnlyCollection<GateOutcome> gates)
    {
        var failed = gates.Count(gate => !gate.HasPassed);
        return gates.Count == 0 ? "" : failed == 0 ? $"{gates.Count} passed" : $"{failed} of {gates.Count} failed";
    }

    /// <summary>100 when a gate failed.</summary>
    public static int ExitCode(IEnumerable<GateOutcome> gates) => ExitCode(gates.All(gate => gate.HasPassed));

    /// <summary>100 when something has not passed.</summary>
    public static int ExitCode(bool hasPassed) => hasPassed ? ExitCodes.Success : ExitCodes.GateFailed;
}
