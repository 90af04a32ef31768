namespace Winnow.Core.Slices.Internal;

/// <summary>From calibrated counts to the number of items to look for of each pair of classes.</summary>
internal static class NoiseCounts
{
    /// <summary>The pairs with items to look for: by annotated and then true class.</summary>
    public static IReadOnlyList<JointCell> Of(ConfidentJoint joint)
    {
        var calibrated = joint.GetCalibrated();
        var rows = KeepOne(calibrated);
        var wanted = new List<JointCell>();
        for (var label = 0; label < calibrated.Length; label++)
        {
            for (var guess = 0; guess < calibrated.Length && joint.Items[label] > 1; guess++)
            {
                if (guess != label && rows[guess][label] > 0)
                {
                    wanted.Add(new(label, guess, rows[guess][label]));
                }
            }
        }

        return wanted;
    }

    // By true and then annotated class. Where a class would keep no item, what it gets is taken evenly from the other counts of its annotations.
    private static long[][] KeepOne(long[][] calibrated)
    {
        var classes = calibrated.Length;
        var rows = Array.ConvertAll(calibrated, _ => new long[classes]);
        for (var label = 0; label < classes; label++)
        {
            var row = calibrated[label];
            var share = (Math.Max(row[label], 1) - row[label]) / Math.Max(1.0, row.Count(count => count != 0) - 1.0);
            for (var guess = 0; guess < classes; guess++)
            {
                rows[guess][label] = guess == label ? Math.Max(row[label], 1) : (long)Math.Max(0, row[guess] - share);
            }
        }

        return rows;
    }
}
