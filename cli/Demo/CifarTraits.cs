namespace Winnow.Cli.Demo;

/// <summary>Puts the looks of images into words, as metadata that slices can use.</summary>
/// <remarks>Brightness and contrast are cut at the terciles of the images it was made from.</remarks>
public sealed class CifarTraits
{
    private readonly Terciles _brightness;
    private readonly Terciles _contrast;

    public CifarTraits(IReadOnlyList<CifarImage> images)
    {
        var traits = images.Select(image => ImageTraits.Of(image.Pixels)).ToArray();
        _brightness = Terciles.Of(traits.Select(image => image.Brightness));
        _contrast = Terciles.Of(traits.Select(image => image.Contrast));
    }

    /// <summary><c>brightness</c>: dark, normal or bright; <c>contrast</c>: low, normal or high; <c>colour</c>: as <see cref="ImageTraits"/> says.</summary>
    public IReadOnlyDictionary<string, string> Describe(CifarImage image)
    {
        var traits = ImageTraits.Of(image.Pixels);
        return new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["brightness"] = _brightness.Name(traits.Brightness, "dark", "normal", "bright"),
            ["colour"] = traits.Colour,
            ["contrast"] = _contrast.Name(traits.Contrast, "low", "normal", "high"),
        };
    }
}
