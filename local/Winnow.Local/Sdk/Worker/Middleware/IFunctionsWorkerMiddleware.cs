namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>Something that every invocation of a function goes through.</summary>
public interface IFunctionsWorkerMiddleware
{
    /// <summary>Calls what comes next, or not.</summary>
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
