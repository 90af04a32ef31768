namespace Microsoft.Azure.Functions.Worker;

/// <summary>What is known about a function before it runs.</summary>
public abstract class FunctionDefinition
{
    /// <summary>The path of the assembly that holds the function.</summary>
    public abstract string PathToAssembly { get; }

    /// <summary>Type and method, as <c>Namespace.Type.Method</c>.</summary>
    public abstract string EntryPoint { get; }

    /// <summary>Unique within the app, and the same in every run of it.</summary>
    public abstract string Id { get; }

    /// <summary>The name that <see cref="FunctionAttribute"/> gave it.</summary>
    public abstract string Name { get; }
}
