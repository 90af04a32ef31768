using System.Runtime.InteropServices;

namespace Winnow.Inference.Internal.Devices;

/// <summary>The one function of the CUDA runtime that ONNX Runtime has no name for in .NET.</summary>
internal static unsafe class CudaRuntime
{
    /// <summary>The direction is told by the addresses.</summary>
    private const int Default = 4;

    private static readonly string[] s_files = ["libcudart.so.13", "libcudart.so.12", "libcudart.so", "cudart64_13.dll", "cudart64_12.dll"];
    private static readonly Lazy<nint> s_memcpy = new(Find);

    /// <summary>Copies, and returns when it is done.</summary>
    /// <exception cref="DllNotFoundException">There is no CUDA runtime.</exception>
    /// <exception cref="NotSupportedException">The copy failed.</exception>
    /// <remarks>cudaMemcpy: https://docs.nvidia.com/cuda/cuda-runtime-api/group__CUDART__MEMORY.html</remarks>
    public static void Copy(nint target, nint source, long bytes)
    {
        var error = ((delegate* unmanaged<nint, nint, nint, int, int>)s_memcpy.Value)(target, source, (nint)bytes, Default);
        if (error != 0) throw new NotSupportedException($"cudaMemcpy of {bytes} bytes failed with error {error}.");
    }

    private static nint Find()
    {
        foreach (var file in s_files)
        {
            if (NativeLibrary.TryLoad(file, out var library) && NativeLibrary.TryGetExport(library, "cudaMemcpy", out var address)) return address;
        }

        throw new DllNotFoundException($"There is no CUDA runtime: none of {string.Join(", ", s_files)} can be loaded.");
    }
}
