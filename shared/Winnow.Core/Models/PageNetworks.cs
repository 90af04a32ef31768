namespace Winnow.Core.Models;

/// <summary>The networks that read a page: one finds the lines, one may tell which are upside down, one reads them.</summary>
/// <param name="Detection">Output: a <see cref="RegionOutput"/>.</param>
/// <param name="Orientation">Two classes, upright and turned by 180°; null: all lines are taken as upright.</param>
/// <param name="Recognition">Output: CTC.</param>
public sealed record PageNetworks(ModelNetwork Detection, ModelNetwork? Orientation, ModelNetwork Recognition);
