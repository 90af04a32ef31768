using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using Winnow.Core.Metrics.Images.Internal;

namespace Winnow.Core.Metrics.Images;

/// <summary>Collects vectors of reference and generated images: FID, KID, precision, recall, density, coverage.</summary>
/// <remarks>
/// Vectors are kept and taken in the order of the images' ids: shards merge to the same scores, to the last bit, in any order. Memory: 4 bytes for
/// each dimension of each image (8 KiB an image for 2,048), so that 20,000 images of each side are the limit; FID alone over more comes from
/// <see cref="FeatureMoments"/>. Scores take images² · dimensions + dimensions³.
/// </remarks>
public sealed class ImageGenerationAccumulator
{
    /// <summary>The most images of each side.</summary>
    public const int MaximumImages = ManifoldMetrics.MaximumImages;

    private const string Kernel = "kernel:(x·y/dimensions+1)^3|unbiased|Bińkowski et al. 2018";
    private readonly SortedDictionary<string, float[]> reference = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, float[]> generated = new(StringComparer.Ordinal);

    /// <param name="extractor">What made the vectors.</param>
    public ImageGenerationAccumulator(FeatureExtractor extractor) => Extractor = extractor;

    /// <summary>Continues from serialised vectors.</summary>
    [JsonConstructor]
    public ImageGenerationAccumulator(FeatureExtractor extractor, IReadOnlyList<ImageFeatures> reference, IReadOnlyList<ImageFeatures> generated)
        : this(extractor)
    {
        foreach (var image in reference)
        {
            Add(isReference: true, image.Id, MemoryMarshal.Cast<byte, float>(image.Values));
        }

        foreach (var image in generated)
        {
            Add(isReference: false, image.Id, MemoryMarshal.Cast<byte, float>(image.Values));
        }
    }

    public FeatureExtractor Extractor { get; }

    /// <summary>Reference images, ordered by id (ordinal).</summary>
    public IReadOnlyList<ImageFeatures> Reference => Serialised(reference);

    /// <summary>Generated images, ordered by id (ordinal).</summary>
    public IReadOnlyList<ImageFeatures> Generated => Serialised(generated);

    /// <summary>Images of both sides.</summary>
    [JsonIgnore]
    public int Count => reference.Count + generated.Count;

    /// <summary>Takes the vector of an image.</summary>
    /// <param name="isReference">Whether it is a reference image or a generated one.</param>
    /// <param name="id">Its id, once on each side.</param>
    /// <param name="features">Its vector.</param>
    /// <exception cref="ArgumentException">
    /// The vector has another length or a value that is not finite; the id is there already; there are 20,000 images.
    /// </exception>
    public void Add(bool isReference, string id, ReadOnlySpan<float> features)
    {
        var (images, vector) = (isReference ? reference : generated, Vectors.Checked(features, Extractor.Dimensions));
        CheckRoom(images, 1);
        CheckNew(images, id);
        images.Add(id, vector);
    }

    /// <exception cref="ArgumentException">The other has vectors of another extractor, an image that is here already, or too many; then nothing is taken.</exception>
    public void Merge(ImageGenerationAccumulator other)
    {
        if (other.Extractor != Extractor)
        {
            throw new ArgumentException($"Vectors of {other.Extractor} cannot be compared with those of {Extractor}.", nameof(other));
        }

        Check(reference, other.reference);
        Check(generated, other.generated);
        foreach (var (id, features) in other.reference)
        {
            reference.Add(id, features);
        }

        foreach (var (id, features) in other.generated)
        {
            generated.Add(id, features);
        }
    }

    /// <summary>All scores by the names of <see cref="ImageGenerationMetricNames"/>; null with the reason in the signature when images are too few.</summary>
    public IReadOnlyDictionary<string, Score> GetScores()
    {
        float[][] real = [.. reference.Values], fake = [.. generated.Values];
        var options = new KidOptions();
        var kid = Kid.Compute(real, fake, options);
        var manifold = ManifoldMetrics.Compute(real, fake);
        return new Dictionary<string, Score>
        {
            [ImageGenerationMetricNames.Fid] = new(Fid.Compute(Moments(real), Moments(fake)), FidSignature()),
            [ImageGenerationMetricNames.Kid] = new(kid?.Value, $"kid|{Kernel}|all pairs|{Choices(2)}"),
            [ImageGenerationMetricNames.KidDeviation] = new(
                kid?.Deviation, $"kid-deviation|{Kernel}|subsets:{options.Subsets} of {kid?.SubsetSize ?? 0} images, seed:{options.Seed}|{Choices(4)}"),
            [ImageGenerationMetricNames.Precision] = new(manifold?.Precision, Balls("generation-precision", "Kynkäänniemi et al. 2019")),
            [ImageGenerationMetricNames.Recall] = new(manifold?.Recall, Balls("generation-recall", "Kynkäänniemi et al. 2019")),
            [ImageGenerationMetricNames.Density] = new(manifold?.Density, Balls("density", "Naeem et al. 2020")),
            [ImageGenerationMetricNames.Coverage] = new(manifold?.Coverage, Balls("coverage", "Naeem et al. 2020")),
        };
    }

    private static IReadOnlyList<ImageFeatures> Serialised(SortedDictionary<string, float[]> images) =>
        [.. images.Select(image => new ImageFeatures(image.Key, MemoryMarshal.AsBytes<float>(image.Value).ToArray()))];

    /// <summary>Before anything is taken: what comes must fit in, and be new.</summary>
    private static void Check(SortedDictionary<string, float[]> images, SortedDictionary<string, float[]> more)
    {
        CheckRoom(images, more.Count);
        foreach (var id in more.Keys)
        {
            CheckNew(images, id);
        }
    }

    private static void CheckRoom(SortedDictionary<string, float[]> images, int more)
    {
        if (images.Count + more > MaximumImages)
        {
            throw new ArgumentException(
                $"{images.Count} + {more} images are too many: at most {MaximumImages} of each side are compared. Take a sample.", nameof(more));
        }
    }

    private static void CheckNew(SortedDictionary<string, float[]> images, string id)
    {
        if (images.ContainsKey(id))
        {
            throw new ArgumentException($"The image '{id}' was added before.", nameof(id));
        }
    }

    private FeatureMoments Moments(float[][] vectors)
    {
        var moments = new FeatureMoments(Extractor.Dimensions);
        foreach (var vector in vectors)
        {
            moments.Add(vector);
        }

        return moments;
    }

    private string FidSignature()
    {
        var isBiased = Math.Min(reference.Count, generated.Count) < Extractor.Dimensions;
        var warning = isBiased ? "|warning:fewer images than dimensions, strongly biased upwards" : "";
        return $"fid|covariance:n-1|Heusel et al. 2017|{Choices(2)}{warning}";
    }

    private string Balls(string name, string paper) =>
        $"{name}|k:{ManifoldMetrics.Neighbours}|radius:strictly inside|{paper}, prdc e320c1d|{Choices(ManifoldMetrics.Neighbours + 1)}";

    private string Choices(int leastImages)
    {
        var choices = $"extractor:{Extractor.Name}|dimensions:{Extractor.Dimensions}|preparation:{Extractor.Preparation}"
            + $"|images:{reference.Count} reference, {generated.Count} generated";
        return Math.Min(reference.Count, generated.Count) < leastImages ? $"{choices}|none:at least {leastImages} images of each side are needed" : choices;
    }
}
