using System.Text.Json;
using Spectre.Console;

namespace Winnow.Cli.Output;

/// <summary>Where a command writes: results on stdout, everything else on stderr.</summary>
public sealed class CliConsole
{
    private const int PlainWidth = 140;
    private readonly TextWriter _output;

    public CliConsole(TextWriter output, TextWriter error, bool json)
    {
        _output = output;
        IsJson = json;
        IsLive = ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;
        Result = Create(json ? TextWriter.Null : output, !json && ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected);
        Notes = Create(error, IsLive);
    }

    /// <summary>Whether the caller wants one JSON object on stdout.</summary>
    public bool IsJson { get; }

    /// <summary>Whether stderr is a terminal, in which progress may be redrawn.</summary>
    public bool IsLive { get; }

    /// <summary>The result for people, on stdout; writes nothing when the caller wants JSON.</summary>
    public IAnsiConsole Result { get; }

    /// <summary>Progress and remarks, on stderr.</summary>
    public IAnsiConsole Notes { get; }

    /// <summary>Writes the one JSON object of a command, when the caller wants it.</summary>
    public void WriteJson<T>(T value)
    {
        if (IsJson)
        {
            _output.WriteLine(JsonSerializer.Serialize(value, Json.Indented));
        }
    }

    /// <summary>Writes one of many JSON objects on a line of its own, when the caller wants JSON.</summary>
    public void WriteJsonLine<T>(T value)
    {
        if (IsJson)
        {
            _output.WriteLine(JsonSerializer.Serialize(value, Json.Compact));
            _output.Flush();
        }
    }

    private static IAnsiConsole Create(TextWriter writer, bool terminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        if (!terminal)
        {
            console.Profile.Width = PlainWidth;
        }

        return console;
    }
}
