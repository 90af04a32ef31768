namespace Winnow.Cli.Api;

/// <summary>Which items of a dataset are evaluated; conditions are combined with "and".</summary>
/// <param name="Label">Items that people gave this class.</param>
/// <param name="NamePrefix">Items whose first name starts so.</param>
/// <param name="Metadata">Items whose metadata have these values.</param>
public sealed record EvaluationQuery(string? Label, string? NamePrefix, IReadOnlyDictionary<string, string>? Metadata);
