namespace Winnow.Storage.Tables;

/// <summary>The kind of error that an evaluation found in one prediction.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Model">Whose prediction it was, <c>name@version</c>.</param>
/// <param name="Kind">misclassified, misread, ….</param>
/// <param name="Of">What the model had said; the error does not outlive it.</param>
internal sealed record ErrorRow(string ItemId, string Model, string Kind, string Of);
