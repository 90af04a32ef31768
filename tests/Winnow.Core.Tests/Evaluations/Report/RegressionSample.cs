using Winnow.Core.Models;

namespace Winnow.Core.Tests.Evaluations.Report;

/// <summary>A number per item: a report of few sections, without pictures.</summary>
internal static class RegressionSample
{
    public static SampleReport Make()
    {
        var report = SampleReport.Bare(
            ModelTask.Regression, "steering", "lane-net@5", 1200, 1200,
            ("mae", 3.2143, 0.21), ("rmse", 14.8812, 1.3), ("median-absolute-error", 0.00071, 0), ("r2", 0.8841, 0.02), ("spearman", null, 0));
        return new(
            report with
            {
                Split = null,
                Worst = [SampleReport.Item(0, "drive-07/000812.png", "-31.5", "12.25", null, 43.75), SampleReport.Item(1, "drive-02/000033.png", "0", "-39.875", null, 39.875)],
            },
            new Dictionary<string, string>());
    }
}
