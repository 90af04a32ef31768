namespace Winnow.Local.Hosting.Internal;

/// <summary>Makes the value of one parameter.</summary>
internal delegate ValueTask<object?> ParameterBinder(Invocation invocation);
