namespace Winnow.Cli.Demo;

/// <summary>The faults that were put into a dataset on purpose, so that what looks for them can be checked; no image has two.</summary>
/// <param name="WrongAnnotations">Images whose annotation is wrong.</param>
/// <param name="Underexposed">Paths of images that were made so dark that models fail on them.</param>
/// <param name="Leaks">Training images that are near copies of test images.</param>
public sealed record PlantedFaults(IReadOnlyList<WrongAnnotation> WrongAnnotations, IReadOnlyList<string> Underexposed, IReadOnlyList<LeakedImage> Leaks);
