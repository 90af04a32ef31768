using Winnow.Core.Models;

namespace Winnow.Core.Tests.Models;

public sealed class VersionOrderTests
{
    [Theory]
    [InlineData("9", "10")]
    [InlineData("1", "1.1")]
    [InlineData("1.9", "1.10")]
    [InlineData("1.2.3", "1.10")]
    [InlineData("a", "b")]
    [InlineData("v1-rc2", "v1-rc10")]
    [InlineData("2024-01-31", "2024-02-01")]
    [InlineData("99999999999999999999998", "99999999999999999999999")]
    [InlineData("01", "1")]
    public void Compare_LowerAndHigher_OrdersThemBothWays(string lower, string higher)
    {
        Assert.True(VersionOrder.Instance.Compare(lower, higher) < 0);
        Assert.True(VersionOrder.Instance.Compare(higher, lower) > 0);
        Assert.Equal(0, VersionOrder.Instance.Compare(lower, lower));
    }
}
