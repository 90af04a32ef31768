using Microsoft.Extensions.Options;
using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations;

namespace Winnow.Functions.Evaluation;

/// <summary>Reads the images that a report shows, within its limits.</summary>
public sealed class ReportImages(ICatalogue catalogue, IPackStore packs, IOptions<EvaluationOptions> options)
{
    private static readonly string[] s_shown = ["image/png", "image/jpeg", "image/webp", "image/gif", "image/bmp"];

    /// <summary>Images of the worst items as <c>data:</c> addresses, by item id; what is no image or too large is left out.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(EvaluationReport report, CancellationToken cancellationToken)
    {
        var images = new Dictionary<string, string>();
        long left = options.Value.ReportImageBytes;
        foreach (var outcome in report.Worst.Take(options.Value.ReportImages))
        {
            var item = await catalogue.FindAsync(report.Dataset, outcome.ItemId, cancellationToken);
            if (item is null || item.Length > left || !s_shown.Contains(item.MediaType))
            {
                continue;
            }

            left -= item.Length;
            images[outcome.ItemId] = $"data:{item.MediaType};base64,{Convert.ToBase64String(await packs.ReadAsync(item, cancellationToken))}";
        }

        return images;
    }
}
