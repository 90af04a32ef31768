using Azure;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Winnow.Core.Benchmarks;
using Winnow.Core.Errors;
using Winnow.Functions.Http;
using Winnow.Storage.Messages;

namespace Winnow.Functions.Benchmarks;

/// <summary>Reads the benchmark of a request: its body, or the blob that <c>?source=</c> names.</summary>
public sealed class BenchmarkFiles(SourceAddresses addresses)
{
    private const string Posted = "benchmark.yaml";

    /// <exception cref="WinnowException">
    /// <see cref="ErrorCodes.InvalidBenchmark"/>; <see cref="ErrorCodes.InvalidRequest"/>: longer than 1 MiB, or the source is no address;
    /// <see cref="ErrorCodes.ForbiddenAddress"/>, <see cref="ErrorCodes.UnreadableSource"/>.
    /// </exception>
    public async Task<BenchmarkSpec> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (new QueryReader(request).Text("source") is not { } source)
        {
            return BenchmarkReader.Read(await HttpApi.ReadTextAsync(request, cancellationToken), Posted);
        }

        var address = Uri.TryCreate(source, UriKind.Absolute, out var uri) ? uri : throw Invalid("source is no address: write https://account/container/name.");
        var (container, name) = addresses.Require(address);
        return name.Length > 0
            ? BenchmarkReader.Read(await ReadAsync(container.GetBlobClient(name), address, cancellationToken), Path.GetFileName(name))
            : throw Invalid($"'{SourceAddresses.Show(address)}' names no blob: write https://account/container/name.");
    }

    private static async Task<string> ReadAsync(BlobClient blob, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var content = (await blob.DownloadStreamingAsync(cancellationToken: cancellationToken)).Value;
            using var reader = new StreamReader(content.Content);
            return content.Details.ContentLength <= HttpApi.MaxBodyBytes
                ? await reader.ReadToEndAsync(cancellationToken)
                : throw Invalid($"'{SourceAddresses.Show(address)}' has {content.Details.ContentLength} bytes; the limit is {HttpApi.MaxBodyBytes}.");
        }
        catch (RequestFailedException error) when (error.Status is 401 or 403 or 404)
        {
            throw new WinnowException(ErrorCodes.UnreadableSource, $"The benchmark at '{SourceAddresses.Show(address)}' cannot be read ({error.ErrorCode}): upload it, or grant this app access.", error);
        }
    }

    private static WinnowException Invalid(string detail) => new(ErrorCodes.InvalidRequest, detail);
}
