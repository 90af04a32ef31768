using Winnow.Core.Catalogue;

namespace Winnow.Functions.Datasets;

/// <summary>Body of <c>POST /api/datasets</c>.</summary>
/// <param name="Name">1 to 63 characters of a-z, 0-9 and '-'.</param>
/// <param name="Policy">Default: nothing is labelled by itself.</param>
/// <param name="Classes">The class names that annotations may use; default: any.</param>
public sealed record CreateDatasetRequest(string? Name, LabelPolicy? Policy, IReadOnlyList<string>? Classes);
