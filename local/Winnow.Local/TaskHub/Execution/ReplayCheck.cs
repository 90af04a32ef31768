using System.Globalization;
using Winnow.Local.TaskHub.History;

namespace Winnow.Local.TaskHub.Execution;

/// <summary>Compares what the code did in a replayed turn with what the history says it did.</summary>
internal static class ReplayCheck
{
    private const string Advice =
        "Look for a clock, random numbers, GUIDs, settings, static state, I/O or unordered collections that decide what the orchestrator "
        + "calls, and for changes to its code while instances were in flight.";

    /// <summary>Returns what does not agree, or null.</summary>
    /// <param name="turn">The turn in the history.</param>
    /// <param name="outcome">The same turn replayed.</param>
    /// <param name="strict">Whether inputs, targets and due times have to agree too, not only the steps.</param>
    public static string? FindMismatch(RecordedTurn turn, TurnOutcome outcome, bool strict)
    {
        for (var index = 0; index < Math.Max(turn.Actions.Count, outcome.Actions.Count); index++)
        {
            var expected = index < turn.Actions.Count ? turn.Actions[index] : (ActionSignature?)null;
            var found = index < outcome.Actions.Count ? outcome.Actions[index].Signature : (ActionSignature?)null;
            if (expected is not { } one || found is not { } other || !one.IsSameStep(other))
            {
                return Describe(turn, expected?.ToString() ?? "nothing more", found?.ToString() ?? "nothing more");
            }

            if (strict && one != other)
            {
                return Describe(turn, $"{one} with one input, target or due time", "the same call with another");
            }
        }

        return outcome.End is null ? null : Describe(turn, "a wait for the next event", $"the end of the orchestrator ({outcome.End.GetType().Name})");
    }

    private static string Describe(RecordedTurn turn, string expected, string found) => string.Create(
        CultureInfo.InvariantCulture,
        $"The orchestrator is not deterministic. Turn {turn.Number} ({turn.Time:O}): the history expects {expected}; the code did {found}. {Advice}");
}
