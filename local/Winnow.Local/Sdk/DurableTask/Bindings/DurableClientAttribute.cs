using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a <c>DurableTaskClient</c> parameter.</summary>
/// <remarks>
/// An input binding like any other: every function but an orchestrator may have it, activities included (the client's address comes
/// with the binding's data, not with the trigger).
/// </remarks>
public sealed class DurableClientAttribute : InputBindingAttribute
{
    public string? TaskHub { get; set; }

    public string? ConnectionName { get; set; }
}
