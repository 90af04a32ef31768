using CsCheck;
using Winnow.Core.Errors;

namespace Winnow.Core.Tests.Errors;

public sealed class WinnowExceptionTests
{
    [Fact]
    public void Message_IsOneLineThatEndsWithTheCode()
    {
        var error = new WinnowException(ErrorCodes.InvalidModel, "first\r\nsecond");

        Assert.Equal("first second [invalid-model]", error.Message);
        Assert.Equal("first second", error.Detail);
    }

    [Fact]
    public void TryParse_OfAnyMessage_GivesBackCodeAndDetail() =>
        Gen.String.Where(text => text.Length > 0).Sample(text =>
        {
            var error = new WinnowException(ErrorCodes.Conflict, text);
            Assert.True(WinnowException.TryParse(error.Message, out var code, out var detail));
            Assert.Equal((error.Code, error.Detail), (code, detail));
        });

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("ends with bracket]")]
    [InlineData("[conflict]")]
    public void TryParse_OfAnotherMessage_IsFalse(string message)
    {
        Assert.False(WinnowException.TryParse(message, out _, out var detail));
        Assert.Equal(message, detail);
    }
}
