namespace DurableTask.Core.Exceptions;

/// <summary>Thrown when an orchestration is started under the id of one that exists in a status that may not be replaced.</summary>
/// <remarks>The type comes from Microsoft.Azure.DurableTask.Core, on which Microsoft.DurableTask.Abstractions depends.</remarks>
public class OrchestrationAlreadyExistsException : InvalidOperationException
{
    public OrchestrationAlreadyExistsException()
    {
    }

    public OrchestrationAlreadyExistsException(string message)
        : base(message)
    {
    }

    public OrchestrationAlreadyExistsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
