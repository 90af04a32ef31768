namespace Winnow.Azurite;

/// <summary>The storage emulator did not start; the message carries what it printed.</summary>
public sealed class AzuriteException(string message, Exception? innerException = null) : Exception(message, innerException);
