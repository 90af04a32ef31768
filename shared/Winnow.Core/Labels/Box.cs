using System.Text.Json.Serialization;
using Winnow.Core.Labels.Internal;

namespace Winnow.Core.Labels;

/// <summary>An axis-parallel box in pixels of the original image, as in COCO: the top left corner and the size; in JSON <c>[x, y, width, height]</c>.</summary>
/// <remarks>Coordinates are real numbers, 0 at the left or upper edge of the first pixel; a width or height of 0 is allowed, a negative one is not.</remarks>
[JsonConverter(typeof(BoxConverter))]
public readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Area => Width * Height;
}
