using Winnow.Inference.Internal.Tuning;

namespace Winnow.Inference.Tests.Internal.Tuning;

public sealed class MachineKindTests
{
    [Theory]
    [InlineData("AMD EPYC 7V12 64-Core Processor", "NVIDIA A100 80GB PCIe", "x64-24-amd-epyc-7v12-64-core-processor-nvidia-a100-80gb-pcie")]
    [InlineData("Intel(R) Xeon(R) @ 2.20GHz", null, "x64-24-intel-r-xeon-r-2-20ghz")]
    [InlineData(null, null, "x64-24")]
    public void NameOf_Parts_IsTheNameOfAFolder(string? processor, string? gpu, string expected) => Assert.Equal(expected, MachineKind.NameOf("X64", 24, processor, gpu));

    [Fact]
    public void NameOf_LongParts_IsCut() => Assert.InRange(MachineKind.NameOf("X64", 2, new string('a', 500), null).Length, 1, 120);

    [Fact]
    public void Name_OfThisMachine_IsAlwaysTheSame() => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)+$", MachineKind.Name);
}
