namespace Winnow.Cli.Api;

/// <summary>The app refused a request, or could not be reached.</summary>
public sealed class ApiException(string code, string message, Exception? innerException = null) : CliException(code, message, innerException);
