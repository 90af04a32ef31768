namespace Winnow.Bench;

/// <summary>Inputs of one shape, one behind the other.</summary>
/// <param name="Network">The number of the network.</param>
/// <param name="Shape">The items' axis first.</param>
/// <param name="Data">Single precision.</param>
/// <param name="Calls">The numbers of the calls that were put together.</param>
internal sealed record PreparedBatch(int Network, long[] Shape, byte[] Data, int[] Calls);
