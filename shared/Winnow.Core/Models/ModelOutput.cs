namespace Winnow.Core.Models;

/// <summary>A model's output and how it is decoded. The tensors are float32.</summary>
public abstract record ModelOutput
{
    private protected ModelOutput()
    {
    }
}
