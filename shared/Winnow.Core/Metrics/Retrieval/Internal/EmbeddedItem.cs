namespace Winnow.Core.Metrics.Retrieval.Internal;

/// <summary>An item with its vector, scaled to length 1 and filled up with zeros to a multiple of <see cref="DotProducts.Lanes"/>.</summary>
internal sealed record EmbeddedItem(string Id, string Label, float[] Vector);
