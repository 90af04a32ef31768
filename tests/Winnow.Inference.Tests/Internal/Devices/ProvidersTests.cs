using Winnow.Inference.Internal.Devices;

namespace Winnow.Inference.Tests.Internal.Devices;

public sealed class ProvidersTests
{
    [Fact]
    public void OpenFirst_FirstWorks_OpensNoOther()
    {
        var tried = new List<string>();
        var opened = Providers.OpenFirst([Providers.TensorRt, Providers.Cuda, Providers.Cpu], provider =>
        {
            tried.Add(provider);
            return 7;
        });
        Assert.Equal((7, Providers.TensorRt, null), opened);
        Assert.Equal([Providers.TensorRt], tried);
    }

    [Fact]
    public void OpenFirst_DevicesFail_FallsBackAndSaysEachReason()
    {
        var opened = Providers.OpenFirst([Providers.TensorRt, Providers.Cuda, Providers.Cpu], provider => provider switch
        {
            Providers.TensorRt => throw new DllNotFoundException("libnvinfer.so.10 is not there."),
            Providers.Cuda => throw new NotSupportedException("CUDA driver version is insufficient."),
            _ => 7,
        });
        Assert.Equal((7, Providers.Cpu, "libnvinfer.so.10 is not there. CUDA driver version is insufficient."), opened);
    }

    [Fact]
    public void OpenFirst_LastFails_PassesItsErrorOn() =>
        Assert.Equal("cpu", Assert.Throws<NotSupportedException>(() => Providers.OpenFirst<int>([Providers.Cuda, Providers.Cpu], provider => throw new NotSupportedException(provider))).Message);

    [Fact]
    public void OrderOf_EveryProvider_EndsWithTheCpu() =>
        Assert.All(Enum.GetValues<InferenceProvider>(), provider => Assert.Equal(Providers.Cpu, Providers.OrderOf(provider)[^1]));
}
