using Microsoft.Azure.Functions.Worker;
using Winnow.Core.PseudoLabels;
using Winnow.Storage.PseudoLabels;

namespace Winnow.Functions.Calibration;

/// <summary>What calibrations do.</summary>
public sealed class CalibrationActivities(PackCalibrator packs, CalibrationStore calibrations)
{
    /// <summary>Id of the newest calibration for a rule; null when there is none, or when it has no threshold: there may be more annotated items by now.</summary>
    [Function(nameof(FindCalibration))]
    public async Task<string?> FindCalibration([ActivityTrigger] CalibrationRule rule, CancellationToken cancellationToken) =>
        await calibrations.FindNewestAsync(rule, cancellationToken) is { HasThresholds: true } newest ? newest.Id : null;

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

    /// <summary>Learns a calibration from what was kept. Idempotent: the same items give the same calibration, under the same id.</summary>
    /// <returns>Its id.</returns>
    [Function(nameof(FitCalibration))]
    public async Task<string> FitCalibration([ActivityTrigger] CalibrateInput input, CancellationToken cancellationToken)
    {
        var sample = new CalibrationSample(input.MaxItems);
        IReadOnlyList<string>[] classes = [.. input.Rule.Models.Select(_ => Array.Empty<string>())];
        await foreach (var pack in calibrations.ReadCasesAsync(input.Rule.Dataset, input.Run, cancellationToken))
        {
            sample.Add(pack.Items);
            classes = [.. classes.Zip(pack.Classes, (known, found) => known.Count > 0 ? known : found)];
        }

        var items = sample.ToList();
        var calibration = CalibrationFitter.Fit(input.Rule, classes, items);
        await calibrations.WriteAsync(calibration, items, cancellationToken);
        return calibration.Id;
    }

    /// <summary>Forgets what was kept. Idempotent by run.</summary>
    [Function(nameof(ForgetCases))]
    public Task ForgetCases([ActivityTrigger] CalibrateInput input, CancellationToken cancellationToken) =>
        calibrations.DeleteCasesAsync(input.Rule.Dataset, input.Run, cancellationToken);
}
