using System.Text;
using Microsoft.Extensions.Options;
using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations;
using Winnow.Core.Slices;
using Winnow.Functions.Common;
using Winnow.Inference;

namespace Winnow.Functions.Evaluation;

/// <summary>Takes the fingerprints of a pack's items, from one sequential read. What cannot be decoded has none.</summary>
public sealed class Fingerprints(IPackStore packs, IOptions<InferenceOptions> options)
{
    public async Task<IReadOnlyList<ItemFingerprint>> TakeAsync(string dataset, string pack, IReadOnlyList<Item> items, CancellationToken cancellationToken)
    {
        var fingerprints = new List<ItemFingerprint>(items.Count);
        await foreach (var (item, content) in packs.ReadItemsAsync(dataset, pack, [.. items.OrderBy(item => item.Offset)], cancellationToken))
        {
            if (Take(item, content) is { } fingerprint)
            {
                fingerprints.Add(fingerprint);
            }
        }

        return fingerprints;
    }

    private ItemFingerprint? Take(Item item, byte[] content)
    {
        if (item.MediaType == "text/plain")
        {
            return new(item.Id, item.Name, item.Split, false, TextFingerprint.Compute(Encoding.UTF8.GetString(content)));
        }

        if (!item.MediaType.StartsWith("image/", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            var grid = GreyThumbnail.Of(content, PerceptualHash.PHashSize, PerceptualHash.PHashSize, options.Value.MaxPixels);
            return new(item.Id, item.Name, item.Split, true, PerceptualHash.PHash(grid));
        }
        catch (InvalidDataException)
        {
            // Damaged in a way that ingestion does not see: it is like no other item, and labelling says what is wrong with it.
            return null;
        }
    }
}
