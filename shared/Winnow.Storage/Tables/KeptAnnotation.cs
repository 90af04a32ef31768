using Winnow.Core.Catalogue;

namespace Winnow.Storage.Tables;

/// <summary>An annotation whose detail is kept, and how its row names it.</summary>
/// <param name="Said">The annotation.</param>
/// <param name="Detail">As <see cref="DetailStore"/> writes it; null when there is none.</param>
internal sealed record KeptAnnotation(NamedAnnotation Said, string? Detail);
