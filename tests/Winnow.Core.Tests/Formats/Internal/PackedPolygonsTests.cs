using CsCheck;
using Winnow.Core.Formats.Internal;

namespace Winnow.Core.Tests.Formats.Internal;

public sealed class PackedPolygonsTests
{
    private static readonly Gen<double> s_hundredth = Gen.Int[-100_000, 100_000].Select(hundredths => hundredths / 100.0);

    [Fact]
    public void Unpack_WhatPackGave_IsTheSameToTheLastBit() =>
        Gen.OneOf(s_hundredth, Gen.Double, Gen.OneOf(-0.0, 0.1 + 0.2, 1e300, double.Epsilon)).Array[6, 20].Array[1, 4]
            .Sample(polygons => Assert.Equal(Bits(polygons), Bits(PackedPolygons.Unpack(PackedPolygons.Pack(polygons)))));

    [Fact]
    public void Pack_Hundredths_TakeTwoBytesForASmallStep() =>
        Assert.Equal(3 + 2 + 2 + 8 * 2, PackedPolygons.Pack([[10.5, 20.25, 11.5, 21.25, 52, 61.5, 12, 31, 60.01, 0.01]]).Length);

    private static IEnumerable<IEnumerable<long>> Bits(double[][] polygons) => polygons.Select(polygon => polygon.Select(BitConverter.DoubleToInt64Bits));
}
