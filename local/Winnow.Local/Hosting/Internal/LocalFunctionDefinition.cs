using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Winnow.Local.Hosting.Internal;

/// <summary>The definition of a function that was found by reflection.</summary>
internal sealed class LocalFunctionDefinition(string name, MethodInfo method) : FunctionDefinition
{
    public override string PathToAssembly => method.DeclaringType!.Assembly.Location;

    public override string EntryPoint { get; } = $"{method.DeclaringType!.FullName}.{method.Name}";

    public override string Id => Name;

    public override string Name { get; } = name;
}
