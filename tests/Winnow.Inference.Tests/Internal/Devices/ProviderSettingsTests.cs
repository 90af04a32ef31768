using Winnow.Core.Models;
using Winnow.Inference.Internal.Devices;

namespace Winnow.Inference.Tests.Internal.Devices;

public sealed class ProviderSettingsTests
{
    private static readonly TextInput s_input = new()
    {
        Tensor = "x", Length = new(48, 3200, 32), Tokenizer = new() { Kind = TokenizerKind.HashedNgrams, Buckets = 9 },
    };

    [Fact]
    public void Cuda_Defaults_TakeWhatIsAskedForAndNoMore()
    {
        var settings = ProviderSettings.Cuda(new(), isGraph: false);
        Assert.Equal("0", settings["device_id"]);
        Assert.Equal("kSameAsRequested", settings["arena_extend_strategy"]);
        Assert.Equal("0", settings["enable_cuda_graph"]);
        Assert.DoesNotContain("gpu_mem_limit", settings.Keys);
    }

    [Fact]
    public void Cuda_LimitDeviceAndGraph_AreSaidInItsOwnUnits()
    {
        var settings = ProviderSettings.Cuda(new() { Device = 3, DeviceMegabytes = 6000 }, isGraph: true);
        Assert.Equal(("3", "6291456000", "1"), (settings["device_id"], settings["gpu_mem_limit"], settings["enable_cuda_graph"]));
    }

    [Fact]
    public void TensorRt_Shapes_CoverEveryItemAndEveryBatch()
    {
        var settings = ProviderSettings.TensorRt(new() { HalfPrecision = true, DeviceMegabytes = 1024 }, s_input, [(3, 3), (48, 48), (320, 3200)], 64, "/engines");
        Assert.Equal("x:1x3x48x320", settings["trt_profile_min_shapes"]);
        Assert.Equal("x:64x3x48x320", settings["trt_profile_opt_shapes"]);
        Assert.Equal("x:64x3x48x3200", settings["trt_profile_max_shapes"]);
        Assert.Equal(("1", "/engines", "1073741824"), (settings["trt_fp16_enable"], settings["trt_engine_cache_path"], settings["trt_max_workspace_size"]));
    }
}
