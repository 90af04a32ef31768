namespace Winnow.Core.Models;

/// <summary>In which order the axes of an image tensor come.</summary>
public enum TensorLayout
{
    /// <summary>Items, channels, height, width: each channel is a plane.</summary>
    Nchw,

    /// <summary>Items, height, width, channels: the channels of a pixel lie together.</summary>
    Nhwc,
}
