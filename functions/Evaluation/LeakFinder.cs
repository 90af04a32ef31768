using System.Numerics;
using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Slices;

namespace Winnow.Functions.Evaluation;

/// <summary>Finds items that are alike or nearly so in more than one split, from the fingerprints that the shards of a run took.</summary>
public sealed class LeakFinder(IEvaluationStore evaluations)
{
    private const int MaxFindings = 100;
    private const int MaxMembers = 20;

    /// <param name="run">The run.</param>
    /// <param name="split">The split that was evaluated; null: all.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<LeakReport> FindAsync(string run, string? split, CancellationToken cancellationToken)
    {
        var (images, texts) = (new NearDuplicates(), new NearDuplicates(NearDuplicates.TextDistance));
        var names = new Dictionary<string, string>();
        await foreach (var fingerprint in evaluations.ReadFingerprintsAsync(run, cancellationToken))
        {
            names[fingerprint.ItemId] = fingerprint.Name;
            (fingerprint.IsImage ? images : texts).Add(new(fingerprint.ItemId, fingerprint.Split, fingerprint.Hash));
        }

        NearDuplicateResult[] found = [images.Find(), texts.Find()];
        var leaks = found.SelectMany(result => result.Groups.Where(group => group.CrossesSplits)).ToList();
        return new(
            $"images: pHash 32x32, {found[0].Signature}; texts: SimHash, {found[1].Signature}", names.Count,
            leaks.SelectMany(group => group.Items).LongCount(item => split is null || item.Split == split),
            [.. leaks.Take(MaxFindings).Select(group => Describe(group, names))]);
    }

    private static LeakFinding Describe(DuplicateGroup group, Dictionary<string, string> names)
    {
        var members = group.Items.OrderBy(item => item.Split, StringComparer.Ordinal).ThenBy(item => item.ItemId, StringComparer.Ordinal).ToList();
        return new(
            [.. members.Take(MaxMembers).Select(item => new LeakMember(item.ItemId, names[item.ItemId], item.Split))],
            members.Zip(members.Skip(1), (one, other) => BitOperations.PopCount(one.Hash ^ other.Hash)).Max());
    }
}
