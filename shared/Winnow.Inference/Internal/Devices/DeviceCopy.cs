namespace Winnow.Inference.Internal.Devices;

/// <summary>Copies memory from one address to another, of which either may be a device's.</summary>
/// <param name="target">Where to.</param>
/// <param name="source">Where from.</param>
/// <param name="bytes">How much.</param>
internal delegate void DeviceCopy(nint target, nint source, long bytes);
