using Microsoft.Azure.Functions.Worker;

namespace Winnow.Local.Hosting.Internal;

/// <summary>The context of an invocation in this process.</summary>
internal sealed class LocalFunctionContext(FunctionDefinition definition, IServiceProvider services, CancellationToken cancellationToken)
    : FunctionContext
{
    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => definition.Id;

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => definition;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override CancellationToken CancellationToken { get; } = cancellationToken;
}
