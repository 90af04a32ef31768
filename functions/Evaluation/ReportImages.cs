using Microsoft.Extensions.Options;
using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Report;

namespace Winnow.Functions.Evaluation;

/// <summary>Reads the images that a report shows, within its limits.</summary>
public sealed class ReportImages(ICatalogue catalogue, IPackStore packs, IOptions<EvaluationOptions> options)
{
    private static readonly string[] s_shown = ["image/png", "image/jpeg", "image/webp", "image/gif", "image/bmp"];

    /// <summary>Images of the report's items as <c>data:</c> addresses, by item id, the most important first; what is no image or too large is left out.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(EvaluationReport report, CancellationToken cancellationToken)
    {
        var images = new Dictionary<string, string>();
        long left = options.Value.ReportImageBytes;
        foreach (var shown in ReportPage.ItemsShown(report).Take(options.Value.ReportImages))
        {
            var item = await catalogue.FindAsync(report.Dataset, shown.ItemId, cancellationToken);
            if (item is null || item.Length > left || !s_shown.Contains(item.MediaType))
            {
                continue;
            }

            left -= item.Length;
            images[shown.ItemId] = $"data:{item.MediaType};base64,{Convert.ToBase64String(await packs.ReadAsync(item, cancellationToken))}";
        }

        return images;
    }
}
