namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>The objects of an image by class, the classes in the order in which they appear: first in the truths, then in the ranked detections.</summary>
internal sealed class ClassGroups
{
    private readonly Dictionary<string, (List<int> Truths, List<int> Detections)> groups = new(StringComparer.Ordinal);

    /// <param name="image">The objects.</param>
    /// <param name="maxDetections">How many detections of a class are taken, by falling score.</param>
    public ClassGroups(ImageObjects image, int maxDetections)
    {
        for (var i = 0; i < image.Truths.Count; i++)
        {
            GroupOf(image.Truths[i].Label).Truths.Add(i);
        }

        foreach (var i in image.RankDetections())
        {
            var detections = GroupOf(image.Detections[i].Label).Detections;
            if (detections.Count < maxDetections)
            {
                detections.Add(i);
            }
        }
    }

    public IEnumerable<(string Label, List<int> Truths, List<int> Detections)> All =>
        groups.Select(group => (group.Key, group.Value.Truths, group.Value.Detections));

    private (List<int> Truths, List<int> Detections) GroupOf(string label)
    {
        if (!groups.TryGetValue(label, out var group))
        {
            groups.Add(label, group = ([], []));
        }

        return group;
    }
}
