using Microsoft.Azure.Functions.Worker;
using Winnow.Core.PseudoLabels;
using Winnow.Storage.PseudoLabels;

namespace Winnow.Functions.Calibration;

/// <summary>What calibrations do.</summary>
public sealed class CalibrationActivities(PackCalibrator packs, CalibrationStore calibrations, TimeProvider time)
{
    // Each batch of an ingestion asks, and what has too few annotated items now has seldom enough a minute later.
    private static readonly TimeSpan s_patience = TimeSpan.FromHours(1);

    /// <summary>Id of the newest calibration for a rule; null when there is none, or when it has no threshold and is an hour old: there may be more annotated items by now.</summary>
    [Function(nameof(FindCalibration))]
    public async Task<string?> FindCalibration([ActivityTrigger] CalibrationRule rule, CancellationToken cancellationToken)
    {
        if (await calibrations.FindNewestAsync(rule, cancellationToken) is not { } newest) return null;
        var found = await calibrations.FindAsync(rule.Dataset, newest.Id, cancellationToken);
        return found is not null && (found.HasThresholds || time.GetUtcNow() - newest.At < s_patience) ? newest.Id : null;
    }

    /// <summary>Keeps what the models say about the annotated items of one pack. Idempotent by run and pack.</summary>
    /// <returns>How many items these are.</returns>
    [Function(nameof(CalibrateShard))]
    public async Task<int> CalibrateShard([ActivityTrigger] CalibrateShardInput input, CancellationToken cancellationToken)
    {
        var (calibrate, pack) = input;
        var cases = await packs.ReadAsync(calibrate.Rule, pack, cancellationToken);
        if (cases.Items.Count > 0)
            await calibrations.WriteCasesAsync(calibrate.Rule.Dataset, calibrate.Run, pack, cases, cancellationToken);
        return cases.Items.Count;
    }

    /// <summary>Learns a calibration from what was kept.</summary>
    /// <remarks>
    /// Idempotent: the same items give the same calibration, under the same id, which is the same look. Where items are missing, as they are forgotten already, only what
    /// this very run learnt before will do.
    /// </remarks>
    /// <returns>Its id.</returns>
    /// <exception cref="InvalidOperationException">Items are missing, and this run is not the one that learnt the newest calibration.</exception>
    [Function(nameof(FitCalibration))]
    public async Task<string> FitCalibration([ActivityTrigger] FitCalibrationInput input, CancellationToken cancellationToken)
    {
        var (calibrate, wanted) = input;
        var newest = await calibrations.FindNewestAsync(calibrate.Rule, cancellationToken);
        var (classes, items, found) = await ReadCasesAsync(calibrate, cancellationToken);
        if (found < wanted)
        {
            return newest?.Run == calibrate.Run ? newest.Id : throw new InvalidOperationException(
                $"Run '{calibrate.Run}' kept {wanted} annotated items, of which {found} are there, and it has not learnt the newest calibration: the rest cannot be read, or is forgotten.");
        }

        var calibration = Fit(calibrate.Rule, classes, items, newest);
        await calibrations.WriteAsync(calibration, items, calibrate.Run, newest, cancellationToken);
        return calibration.Id;
    }

    /// <summary>What is learnt again from the same items is the same look; anything else is the next one.</summary>
    private static Core.PseudoLabels.Calibration Fit(
        CalibrationRule rule, IReadOnlyList<string>[] classes, IReadOnlyList<CalibrationCase> items, NewestCalibration? newest)
    {
        var same = CalibrationFitter.Fit(rule, classes, items, newest?.Look ?? 1);
        return newest is null || same.Id == newest.Id ? same : CalibrationFitter.Fit(rule, classes, items, newest.Look + 1);
    }

    private async Task<(IReadOnlyList<string>[] Classes, IReadOnlyList<CalibrationCase> Items, long Found)> ReadCasesAsync(
        CalibrateInput input, CancellationToken cancellationToken)
    {
        var sample = new CalibrationSample(input.MaxItems);
        var found = 0L;
        IReadOnlyList<string>[] classes = [.. input.Rule.Models.Select(_ => Array.Empty<string>())];
        await foreach (var pack in calibrations.ReadCasesAsync(input.Rule.Dataset, input.Run, cancellationToken))
        {
            sample.Add(pack.Items);
            found += pack.Items.Count;
            classes = [.. classes.Zip(pack.Classes, (known, other) => known.Count > 0 ? known : other)];
        }

        return (classes, sample.ToList(), found);
    }

    /// <summary>Forgets what was kept. Idempotent by run.</summary>
    [Function(nameof(ForgetCases))]
    public Task ForgetCases([ActivityTrigger] CalibrateInput input, CancellationToken cancellationToken) =>
        calibrations.DeleteCasesAsync(input.Rule.Dataset, input.Run, cancellationToken);
}
