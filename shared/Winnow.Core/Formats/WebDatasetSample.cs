using Winnow.Core.Catalogue;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats;

/// <summary>Consecutive tar entries that share a key: the files of one sample and what is said about them.</summary>
/// <remarks>Disposing the sample disposes its files.</remarks>
/// <param name="Key">Path up to the first dot of the base name.</param>
/// <param name="Files">The entries that are no annotations of an image of the sample, in order; refused entries included.</param>
/// <param name="Annotations">What <c>.cls</c>, <c>.txt</c> and <c>.json</c> say, one for each image of the sample, under the image's path in the dataset.</param>
/// <param name="Refusals">Annotation entries that could not be understood.</param>
public sealed record WebDatasetSample(
    string Key, IReadOnlyList<ArchiveEntry> Files, IReadOnlyList<NamedAnnotation> Annotations, IReadOnlyList<Refusal> Refusals) : IDisposable
{
    public void Dispose()
    {
        foreach (var file in Files)
        {
            file.Dispose();
        }
    }
}
