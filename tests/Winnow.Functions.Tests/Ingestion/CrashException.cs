namespace Winnow.Functions.Tests.Ingestion;

/// <summary>Stands for the end of the process.</summary>
public sealed class CrashException : Exception
{
    public CrashException()
        : base("The process ends here.")
    {
    }
}
