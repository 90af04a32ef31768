namespace Winnow.Cli.Demo;

/// <summary>An annotation that was made wrong on purpose.</summary>
/// <param name="Name">Path of the image in the dataset.</param>
/// <param name="Annotated">What the annotation says.</param>
/// <param name="Right">What the image shows.</param>
public sealed record WrongAnnotation(string Name, string Annotated, string Right);
