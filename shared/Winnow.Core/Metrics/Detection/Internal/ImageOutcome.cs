using System.Runtime.InteropServices;

namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>Collects what became of an image's objects at IoU 0.5, class by class.</summary>
internal sealed class ImageOutcome
{
    private const ulong Bit = 1UL << CocoRules.Half;
    private readonly List<DetectionMatch> matches = [];
    private readonly List<int> wrong = [];
    private readonly List<int> missed = [];

    public void Add(ImageObjects image, ClassMatcher matcher, List<int> detections, List<int> truths)
    {
        var isFound = new bool[truths.Count];
        for (var i = 0; i < detections.Count; i++)
        {
            var partner = matcher.Partners[i];
            if ((matcher.Ignored[i] & Bit) == 0 && partner < 0)
            {
                wrong.Add(detections[i]);
            }
            else if ((matcher.Ignored[i] & Bit) == 0)
            {
                isFound[partner] = true;
                matches.Add(new(detections[i], truths[partner], matcher.OverlapOf(i, partner)));
            }
        }

        for (var j = 0; j < truths.Count; j++)
        {
            if (!isFound[j] && !image.Truths[truths[j]].IsCrowd && !CocoRules.IsOutside(0, image.Truths.AreaOf(truths[j])))
            {
                missed.Add(truths[j]);
            }
        }
    }

    public ImageDetections ToResult(string imageId)
    {
        CollectionsMarshal.AsSpan(matches).Sort((left, right) => left.Detection.CompareTo(right.Detection));
        wrong.Sort();
        missed.Sort();
        return new(imageId, matches, wrong, missed);
    }
}
