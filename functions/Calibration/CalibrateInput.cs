using Winnow.Core.PseudoLabels;
using Winnow.Functions.Labelling;

namespace Winnow.Functions.Calibration;

/// <summary>What a calibration has to do.</summary>
/// <param name="Run">Id of the labelling run that needs it, part of the blob names of what it works on.</param>
/// <param name="Rule">What is to be calibrated.</param>
/// <param name="MaxItems">Most annotated items to learn from.</param>
/// <param name="ShardsAtOnce">Packs that one sub-orchestration has in work at once.</param>
public sealed record CalibrateInput(string Run, CalibrationRule Rule, int MaxItems, int ShardsAtOnce)
{
    /// <summary>For the promise of a labelling run.</summary>
    public static CalibrateInput From(LabelInput run) => new(run.Run, run.Promise!, run.CalibrationItems, run.ShardsAtOnce);
}
