namespace Winnow.Cli.Demo;

/// <summary>A training image that was made from a test image.</summary>
/// <param name="Name">Path of the training image in the dataset.</param>
/// <param name="Original">Path of the test image in the dataset.</param>
/// <param name="Change">What was done to it.</param>
public sealed record LeakedImage(string Name, string Original, string Change);
