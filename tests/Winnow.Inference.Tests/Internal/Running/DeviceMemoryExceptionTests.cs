using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Tests.Internal.Running;

public sealed class DeviceMemoryExceptionTests
{
    [Theory]
    [InlineData("CUDA failure 2: out of memory ; GPU=0 ; hostname=n1 ; expr=cudaMalloc((void**)&p, size);", true)]
    [InlineData("bfc_arena.cc:376 AllocateRawInternal Available memory of 1048576 is smaller than requested bytes of 26214400", true)]
    [InlineData("Failed to allocate memory for requested buffer of size 1073741824", true)]
    [InlineData("CUDNN failure 4: CUDNN_STATUS_ALLOC_FAILED ; GPU=0", true)]
    [InlineData("CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED ; GPU=0", true)]
    [InlineData("Non-zero status code returned while running Conv node. Name:'Conv_0' Status Message: Input channels C is not equal to kernel channels", false)]
    [InlineData("CUDA failure 700: an illegal memory access was encountered", false)]
    public void IsMeantBy_MessagesOfOnnxRuntime_TellsThemApart(string message, bool isMeant) => Assert.Equal(isMeant, DeviceMemoryException.IsMeantBy(message));
}
