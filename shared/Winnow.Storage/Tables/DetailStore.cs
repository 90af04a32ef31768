using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;
using Winnow.Core.Catalogue;
using Winnow.Core.Labels;

namespace Winnow.Storage.Tables;

/// <summary>Keeps the details of annotations: short ones in the row itself, longer ones as a blob that is named by its content.</summary>
/// <remarks>
/// What a row holds begins with <c>t</c> (it is ground truth) or <c>m</c> (nothing but metadata); then comes the JSON, or <c>@</c> and the SHA-256
/// of <c>annotations/{dataset}/{sha256}.json</c>. A blob is written before any row that names it.
/// </remarks>
internal sealed class DetailStore(StorageClients clients)
{
    /// <summary>A column holds 32 Ki characters.</summary>
    private const int LongestInline = 24_000;

    private const int ParallelBlobs = 8;
    private const char Truth = 't';
    private const char Metadata = 'm';
    private const char Address = '@';

    /// <summary>Whether what a row holds is ground truth.</summary>
    public static bool IsTruth(string? kept) => kept is [Truth, ..];

    /// <summary>Keeps the details of annotations, in their order.</summary>
    public async Task<IReadOnlyList<KeptAnnotation>> KeepAsync(string dataset, IReadOnlyList<NamedAnnotation> annotations, CancellationToken cancellationToken)
    {
        var kept = new KeptAnnotation[annotations.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = ParallelBlobs, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, annotations.Count, options, async (i, token) =>
            kept[i] = new(annotations[i], annotations[i].Detail is { } detail ? await KeepAsync(dataset, detail, token) : null));
        return kept;
    }

    /// <summary>The JSON of what a row holds; null when it holds nothing.</summary>
    public async Task<string?> ReadJsonAsync(string dataset, string? kept, CancellationToken cancellationToken)
    {
        if (kept is null or [_, not Address, ..])
        {
            return kept?[1..];
        }

        var blob = await Blob(dataset, kept[2..]).DownloadContentAsync(cancellationToken);
        return blob.Value.Content.ToString();
    }

    /// <summary>The same for many, in their order.</summary>
    public async Task<IReadOnlyList<LabelDetail?>> ReadAsync(string dataset, IReadOnlyList<string?> kept, CancellationToken cancellationToken)
    {
        var details = new LabelDetail?[kept.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = ParallelBlobs, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, kept.Count, options, async (i, token) =>
            details[i] = await ReadJsonAsync(dataset, kept[i], token) is { } json ? LabelJson.Read(json) : null);
        return details;
    }

    private async Task<string> KeepAsync(string dataset, LabelDetail detail, CancellationToken cancellationToken)
    {
        var json = LabelJson.Write(detail);
        var kind = detail.IsTruth ? Truth : Metadata;
        if (json.Length <= LongestInline)
        {
            return kind + json;
        }

        var content = Encoding.UTF8.GetBytes(json);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        await Blob(dataset, hash).UploadAsync(new BinaryData(content), overwrite: true, cancellationToken);
        return $"{kind}{Address}{hash}";
    }

    private BlobClient Blob(string dataset, string hash) => clients.Annotations.GetBlobClient($"{dataset}/{hash}.json");
}
