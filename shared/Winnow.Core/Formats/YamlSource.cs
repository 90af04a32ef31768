namespace Winnow.Core.Formats;

/// <summary>The YAML file that a <see cref="YamlMap"/> is read from, as its errors name it.</summary>
/// <param name="File">Its name: <c>card.yaml</c>.</param>
/// <param name="What">What it describes, with the article: <c>a model card</c>.</param>
/// <param name="Code">Code of its errors.</param>
/// <param name="Document">Where its fields are described: <c>docs/model-card.md</c>.</param>
public sealed record YamlSource(string File, string What, string Code, string Document);
