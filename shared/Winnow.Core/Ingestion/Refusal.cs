namespace Winnow.Core.Ingestion;

/// <summary>A file, archive entry or annotation row that was refused, and why.</summary>
/// <param name="Name">Path within the dataset; an archive entry is <c>archive.zip/entry</c>, a row <c>labels.csv:17</c>.</param>
/// <param name="Code">Stable, kebab-case: see <see cref="RefusalCodes"/>.</param>
/// <param name="Reason">For people: what is wrong, the value, the limit.</param>
public sealed record Refusal(string Name, string Code, string Reason);
