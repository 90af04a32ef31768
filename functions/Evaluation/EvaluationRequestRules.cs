using System.Text.RegularExpressions;
using Winnow.Core.Errors;
using Winnow.Core.Evaluations;
using Winnow.Core.Models;

namespace Winnow.Functions.Evaluation;

/// <summary>The limits of what a request for an evaluation may say.</summary>
internal static partial class EvaluationRequestRules
{
    private const int MaxSplitLength = 63;
    private const int MaxNameLength = 200;
    private const int MaxGates = 50;
    private const int MaxSlices = 50;

    /// <summary>Checks everything that can be checked without looking anything up.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidRequest"/></exception>
    public static void Check(EvaluationRequest request)
    {
        if (request.Split is { Length: 0 or > MaxSplitLength })
        {
            throw Invalid($"The split has {request.Split.Length} characters; use 1 to {MaxSplitLength}, or leave it out for all items.");
        }

        CheckResampling(request.Level, request.Resamples);
        if (request.SliceBy is { Count: > MaxSlices })
        {
            throw Invalid($"sliceBy names {request.SliceBy.Count} attributes; the limit is {MaxSlices}.");
        }

        if ((request.SliceBy ?? []).Append(request.GroupBy).FirstOrDefault(name => name is { Length: 0 or > MaxNameLength }) is { } name)
        {
            throw Invalid($"The attribute '{Shorten(name)}' has {name.Length} characters; use 1 to {MaxNameLength}.");
        }
    }

    /// <summary>Checks how intervals are to be made.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidRequest"/></exception>
    public static void CheckResampling(double? level, int? resamples)
    {
        if (level is not (null or (>= 0.5 and <= 0.999)))
        {
            throw Invalid($"level is {level}; it must be from 0.5 to 0.999.");
        }

        if (resamples is not (null or (>= 100 and <= 100_000)))
        {
            throw Invalid($"resamples is {resamples}; it must be from 100 to 100000.");
        }
    }

    /// <summary>Checks that a run can be compared with a baseline; whether they share items shows when both are read.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.BaselineMismatch"/></exception>
    public static void RequireComparable(EvaluationReport baseline, EvaluationSpec spec)
    {
        if (baseline.Task != spec.Task || baseline.Dataset != spec.Dataset)
        {
            throw new WinnowException(
                ErrorCodes.BaselineMismatch,
                $"The baseline '{baseline.Id}' evaluated {baseline.Task.ToName()} on '{baseline.Dataset}', this run {spec.Task.ToName()} on '{spec.Dataset}': only the same items and task can be compared.");
        }
    }

    /// <summary>The id of a run.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.UnknownRun"/></exception>
    public static string RequireRun(string id) => RunId().IsMatch(id)
        ? id
        : throw new WinnowException(ErrorCodes.UnknownRun, $"There is no evaluation '{Shorten(id)}': an id has 32 digits of 0-9 and a-f. POST /api/evaluations starts one.");

    /// <summary>Gates that this run can be held against.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidGate"/>, <see cref="ErrorCodes.UnknownMetric"/></exception>
    public static IReadOnlyList<string> RequireGates(IReadOnlyList<string> gates, EvaluationSpec spec)
    {
        if (gates.Count > MaxGates)
        {
            throw new WinnowException(ErrorCodes.InvalidGate, $"There are {gates.Count} gates; the limit is {MaxGates}.");
        }

        foreach (var gate in gates.Select(Gate.Parse))
        {
            if (!spec.Metrics.Contains(gate.Metric))
            {
                throw new WinnowException(
                    ErrorCodes.UnknownMetric, $"The gate '{gate.Rule}' is about '{gate.Metric}', which this run does not compute; it computes: {string.Join(", ", spec.Metrics)}.");
            }

            if (gate.IsRelative && spec.Baseline is null)
            {
                throw new WinnowException(ErrorCodes.InvalidGate, $"The gate '{gate.Rule}' needs a baseline; name a run that has ended.");
            }
        }

        return gates;
    }

    /// <summary>A text from outside as an error may show it.</summary>
    public static string Shorten(string? text) => text is null ? "(none)" : text.Length > 80 ? $"{text.AsSpan(0, 80)}…" : text;

    private static WinnowException Invalid(string detail) => new(ErrorCodes.InvalidRequest, detail);

    [GeneratedRegex("^[0-9a-f]{32}\\z")]
    private static partial Regex RunId();
}
