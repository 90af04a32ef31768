using Winnow.Core.Metrics.Detection.Internal;

namespace Winnow.Core.Metrics.Pages.Internal;

/// <summary>Matches the lines of a page one to one, the largest overlap first; ties by index of the truth, then of the detection.</summary>
internal sealed class LineMatcher
{
    public const double MinIou = 0.5;

    /// <summary>Share of a detection's area in a region that is ignored, above which the detection is ignored.</summary>
    public const double MaxIgnoredShare = 0.5;

    /// <summary>What stands for text that nobody can read, in ICDAR's files.</summary>
    public const string DoNotCare = "###";

    private readonly ImageObjects page;

    public LineMatcher(ImageObjects page)
    {
        this.page = page;
        var truths = Enumerable.Range(0, page.Truths.Count).ToLookup(IsIgnored);
        Truths = [.. truths[false]];
        Detections = [.. Enumerable.Range(0, page.Detections.Count).Where(detection => !truths[true].Any(region => IsWithin(detection, region)))];
        Pairs = Match();
    }

    /// <summary>Indices of the truths that count.</summary>
    public IReadOnlyList<int> Truths { get; }

    /// <summary>Indices of the detections that count.</summary>
    public IReadOnlyList<int> Detections { get; }

    /// <summary>The matches, by index of the truth.</summary>
    public IReadOnlyList<(int Truth, int Detection, double Iou)> Pairs { get; }

    private bool IsIgnored(int truth) => page.Truths[truth].IsCrowd || page.Truths[truth].Text == DoNotCare;

    private bool IsWithin(int detection, int region) => page.Detections.Iou(detection, page.Truths, region, isCrowd: true) > MaxIgnoredShare;

    private List<(int Truth, int Detection, double Iou)> Match()
    {
        var (freeTruths, freeDetections) = (new HashSet<int>(Truths), new HashSet<int>(Detections));
        var pairs = new List<(int Truth, int Detection, double Iou)>();
        foreach (var pair in Candidates().OrderByDescending(pair => pair.Iou).ThenBy(pair => pair.Truth).ThenBy(pair => pair.Detection))
        {
            if (freeTruths.Contains(pair.Truth) && freeDetections.Contains(pair.Detection))
            {
                freeTruths.Remove(pair.Truth);
                freeDetections.Remove(pair.Detection);
                pairs.Add(pair);
            }
        }

        pairs.Sort();
        return pairs;
    }

    private IEnumerable<(int Truth, int Detection, double Iou)> Candidates()
    {
        foreach (var truth in Truths)
        {
            foreach (var detection in Detections)
            {
                if (page.Detections.Iou(detection, page.Truths, truth, isCrowd: false) is >= MinIou and var iou)
                {
                    yield return (truth, detection, iou);
                }
            }
        }
    }
}
