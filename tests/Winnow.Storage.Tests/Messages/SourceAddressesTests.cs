using Winnow.Core.Errors;
using Winnow.Storage.Messages;

namespace Winnow.Storage.Tests.Messages;

public sealed class SourceAddressesTests
{
    private const string Own = "DefaultEndpointsProtocol=https;AccountName=own;AccountKey=a2V5;EndpointSuffix=core.windows.net";
    private static readonly StorageClients s_clients = new(Own);

    [Theory]
    [InlineData("", "https://own.blob.core.windows.net/raw/a/1.png", "raw", "a/1.png")]
    [InlineData("", "https://OWN.blob.core.windows.net/raw/a%20b.png?sv=1&sig=x", "raw", "a b.png")]
    [InlineData("", "https://own.blob.core.windows.net/raw", "raw", "")]
    [InlineData("https://other.blob.core.windows.net/shared", "https://other.blob.core.windows.net/shared/x/1.png", "shared", "x/1.png")]
    [InlineData("https://other.blob.core.windows.net/shared/", "https://other.blob.core.windows.net/shared", "shared", "")]
    [InlineData("https://third.example, https://other.blob.core.windows.net", "https://other.blob.core.windows.net/any/1.png", "any", "1.png")]
    [InlineData("https://own.blob.core.windows.net/raw", "https://own.blob.core.windows.net/raw/1.png", "raw", "1.png")]
    public void Require_AllowedAddress_IsTakenApart(string allowed, string address, string container, string name)
    {
        var (found, blob) = Addresses(allowed).Require(new Uri(address));

        Assert.Equal((container, name), (found.Name, blob));
    }

    [Theory]
    [InlineData("", "https://other.blob.core.windows.net/raw/1.png")]
    [InlineData("", "http://own.blob.core.windows.net/raw/1.png")]
    [InlineData("", "https://own.blob.core.windows.net:8443/raw/1.png")]
    [InlineData("", "https://own.blob.core.windows.net.evil.example/raw/1.png")]
    [InlineData("", "https://own.blob.core.windows.net@evil.example/raw/1.png")]
    [InlineData("", "https://own.blob.core.windows.net/")]
    [InlineData("", "https://own.blob.core.windows.net/models/digits-cnn/1/model.onnx")]
    [InlineData("", "https://own.blob.core.windows.net/raw/../models/1")]
    [InlineData("", "https://own.blob.core.windows.net/raw/%2E%2E/models/1")]
    [InlineData("", "https://own.blob.core.windows.net/azure-webjobs-secrets/app/host.json")]
    [InlineData("", "https://own.blob.core.windows.net/winnow-leases/x")]
    [InlineData("", "https://own.blob.core.windows.net/$logs/x")]
    [InlineData("", "ftp://own.blob.core.windows.net/raw/1.png")]
    [InlineData("https://other.blob.core.windows.net/shared", "https://other.blob.core.windows.net/sharedsecrets/1.png")]
    [InlineData("https://other.blob.core.windows.net/shared", "https://other.blob.core.windows.net/shared/../private/1.png")]
    [InlineData("https://other.blob.core.windows.net/shared", "https://own.blob.core.windows.net/raw/1.png")]
    [InlineData("https://own.blob.core.windows.net", "https://own.blob.core.windows.net/work/x")]
    public void Require_AnyOtherAddress_IsRefusedByName(string allowed, string address)
    {
        var uri = new Uri(address + (address.Contains('?', StringComparison.Ordinal) ? "" : "?sig=very-secret"));

        var error = Assert.Throws<WinnowException>(() => Addresses(allowed).Require(uri));

        Assert.Equal(ErrorCodes.ForbiddenAddress, error.Code);
        Assert.Contains(uri.Host, error.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_ASettingThatIsNoAddress_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => Addresses("other.blob.core.windows.net"));

    private static SourceAddresses Addresses(string allowed) =>
        new(s_clients, allowed.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
