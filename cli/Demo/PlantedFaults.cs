namespace Winnow.Cli.Demo;

/// <summary>The faults that were put into a dataset on purpose, so that what looks for them can be checked.</summary>
public sealed record PlantedFaults(IReadOnlyList<WrongAnnotation> WrongAnnotations, IReadOnlyList<LeakedImage> Leaks);
