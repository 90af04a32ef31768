using Winnow.Inference.Internal.Encoding;

namespace Winnow.Bench;

/// <summary>An input of a network, decoded and preprocessed as our pipeline does it.</summary>
/// <param name="Network">The number of the network.</param>
/// <param name="Item">The number of the item that it is, or is a part of.</param>
/// <param name="Shape">Without the items' axis.</param>
/// <param name="Data">Single precision.</param>
internal sealed record PreparedCall(int Network, int Item, TensorShape Shape, byte[] Data);
