using Winnow.Core.Catalogue;
using Winnow.Core.Labels;

namespace Winnow.Core.Evaluations;

/// <summary>An item, what people said about it, and what the model said.</summary>
/// <param name="Item">The item.</param>
/// <param name="Truth">The annotation that counts; of tasks that need none, one that says nothing.</param>
/// <param name="Said">The prediction, without an error.</param>
/// <param name="IsReference">Image generation: whether the item is a real image that the generated ones are compared with.</param>
public readonly record struct EvaluationCase(Item Item, Annotation Truth, Prediction Said, bool IsReference)
{
    /// <summary>The objects that the model found; a detail without objects says that there is none. Null: it says nothing about objects.</summary>
    public IReadOnlyList<LabelledObject>? SaidObjects => Said.Detail is { } detail ? detail.Objects ?? [] : null;
}
