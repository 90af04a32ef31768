using Winnow.Core.Catalogue;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats;

/// <summary>One row of an annotation file: an annotation, or the refusal of this row alone.</summary>
/// <param name="Line">Line on which the row starts, from 1.</param>
/// <param name="Annotation">Under its path in the dataset; null when refused.</param>
/// <param name="Refusal">Named <c>labels.csv:17</c>; null when all is well.</param>
public readonly record struct AnnotationRow(int Line, NamedAnnotation? Annotation, Refusal? Refusal);
