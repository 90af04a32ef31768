using Microsoft.Extensions.Time.Testing;
using Winnow.Local.Queues.Security;

namespace Winnow.Local.Tests.Queues;

/// <summary>The check of shared access signatures.</summary>
public sealed class SasVerifierTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
    private readonly SasVerifier verifier = new("key-name", "secret", new FakeTimeProvider(Now));

    [Fact]
    public void Refuse_ExampleOfAzuresJavaScriptClient_Accepts()
    {
        // createToken("key-name", "secret", 1800003600, "sb://localhost/q") of @azure/core-amqp 4.4.2
        var token = SasToken.Parse(
            "SharedAccessSignature sr=sb%3A%2F%2Flocalhost%2Fq&sig=xPIEndNUgjvUmv4eLvpX1%2FI0w1Vuh6t6XSnrDA10DBc%3D&se=1800003600&skn=key-name")!;

        Assert.Null(verifier.Refuse(token));
        Assert.Equal("q", token.Path);
        Assert.Equal(Now.AddHours(1), token.ExpiresAt);
    }

    [Fact]
    public void Refuse_AnyFieldChanged_SaysWhatIsWrong()
    {
        var token = SasToken.Parse(SasTokens.Sign("sb://localhost/q", Now.AddSeconds(1), "key-name", "secret"))!;

        Assert.Null(verifier.Refuse(token));
        Assert.Contains("does not match", verifier.Refuse(token with { Resource = "sb%3A%2F%2Flocalhost%2Fp" }));
        Assert.Contains("does not match", verifier.Refuse(token with { Expiry = "1900000000" }));
        Assert.Contains("does not match", verifier.Refuse(token with { Signature = "" }));
        Assert.Contains("'other' is not known", verifier.Refuse(token with { KeyName = "other" }));
    }

    [Fact]
    public void Refuse_ExpiredToken_SaysWhen() => Assert.Contains(
        "expired at 2027-01-15 08:00:00Z", verifier.Refuse(SasToken.Parse(SasTokens.Sign("sb://localhost/q", Now, "key-name", "secret"))!));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("SharedAccessSignature ")]
    [InlineData("SharedAccessSignature sr=a&sig=b&se=soon&skn=d")]
    [InlineData("SharedAccessSignature sr=a&sig=b&se=99999999999999999&skn=d")]
    [InlineData("Bearer sr=a&sig=b&se=1&skn=d")]
    public void Parse_WhatIsNoToken_ReturnsNull(string? text) => Assert.Null(SasToken.Parse(text));

    [Theory]
    [InlineData("q", "q", true)]
    [InlineData("Q/$management", "q", true)]
    [InlineData("queue", "q", false)]
    [InlineData("q", "q/$management", false)]
    [InlineData("anything", "", true)]
    public void IsWithin_Paths_GoesBySegments(string path, string outer, bool expected) => Assert.Equal(expected, ResourcePath.IsWithin(path, outer));

    [Theory]
    [InlineData("amqps://host:5671/q/sub/", "q/sub")]
    [InlineData("//q/", "q")]
    [InlineData("sb://host", "")]
    [InlineData("sb://host/", "")]
    public void Of_Address_IsItsPath(string address, string path) => Assert.Equal(path, ResourcePath.Of(address));
}
