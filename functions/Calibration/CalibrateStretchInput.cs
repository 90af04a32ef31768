using Winnow.Functions.Labelling;

namespace Winnow.Functions.Calibration;

/// <summary>The pages of packs that one sub-orchestration looks at.</summary>
/// <param name="Calibrate">The calibration.</param>
/// <param name="From">Where it begins.</param>
/// <param name="Pages">Most pages.</param>
/// <param name="PageSize">Most packs of a page.</param>
public sealed record CalibrateStretchInput(CalibrateInput Calibrate, CalibrateCheckpoint From, int Pages, int PageSize)
{
    private const int Stretches = 20;
    private const int MostPages = 50;

    /// <summary>At most twenty stretches, so that progress shows, but of at most 10,000 packs each, so that no history grows long.</summary>
    public static CalibrateStretchInput Next(CalibrateInput calibrate, CalibrateCheckpoint from, PackCount total) =>
        new(calibrate, from, (int)Math.Clamp(Math.Ceiling((double)total.Packs / (Stretches * total.PageSize)), 1, MostPages), total.PageSize);
}
