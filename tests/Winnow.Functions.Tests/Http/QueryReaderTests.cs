using Microsoft.AspNetCore.Http;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Functions.Http;

namespace Winnow.Functions.Tests.Http;

public sealed class QueryReaderTests
{
    [Fact]
    public void Readers_AbsentOrEmpty_GiveTheDefault()
    {
        var query = Read("?a=");

        Assert.Null(query.Text("a"));
        Assert.Null(query.Text("b"));
        Assert.Null(query.Number("a", 0, 1));
        Assert.Null(query.OneOf<ItemState>("a"));
        Assert.Equal(7, query.Whole("a", 1, 9, absent: 7));
    }

    [Fact]
    public void Readers_GoodValues_AreRead()
    {
        var query = Read("?c=0.25&n=12&s=pseudoLabelled&t=%C3%BC%20x");

        Assert.Equal(0.25, query.Number("c", 0, 1));
        Assert.Equal(12, query.Whole("n", 1, 100, absent: 1));
        Assert.Equal(ItemState.PseudoLabelled, query.OneOf<ItemState>("s"));
        Assert.Equal("ü x", query.Text("t"));
    }

    [Theory]
    [InlineData("?v=x")]
    [InlineData("?v=2")]
    [InlineData("?v=-0.1")]
    [InlineData("?v=NaN")]
    [InlineData("?v=0&v=1")]
    public void Number_BadValue_IsNamedInTheError(string query) => AssertInvalid(() => Read(query).Number("v", 0, 1));

    [Theory]
    [InlineData("?v=0")]
    [InlineData("?v=1001")]
    [InlineData("?v=1.5")]
    [InlineData("?v=99999999999999999999")]
    public void Whole_BadValue_IsNamedInTheError(string query) => AssertInvalid(() => Read(query).Whole("v", 1, 1000, absent: 1));

    [Theory]
    [InlineData("?v=Annotated")]
    [InlineData("?v=1")]
    [InlineData("?v=other")]
    public void OneOf_BadValue_ListsTheValues(string query) =>
        Assert.Contains("is '", AssertInvalid(() => Read(query).OneOf<ItemState>("v")).Detail, StringComparison.Ordinal);

    private static WinnowException AssertInvalid(Func<object?> read)
    {
        var error = Assert.Throws<WinnowException>(read);
        Assert.Equal(ErrorCodes.InvalidRequest, error.Code);
        Assert.Contains("'v'", error.Detail, StringComparison.Ordinal);
        return error;
    }

    private static QueryReader Read(string query) => new(new DefaultHttpContext { Request = { QueryString = new QueryString(query) } }.Request);
}
