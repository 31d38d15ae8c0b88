using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace Nuke.Common.Reporting;

/// <summary>Shows Serilog's events on the console as <c>HH:mm:ss [INF] message</c> and remembers warnings and errors.</summary>
internal sealed class ConsoleLog : ILogEventSink
{
    private static readonly LoggingLevelSwitch LevelSwitch = new(LogEventLevel.Debug);
    private readonly Lock _gate = new();
    private readonly List<LogEvent> _problems = [];

    private ConsoleLog() { }

    public static ConsoleLog Instance { get; } = new();

    /// <summary>Warnings and errors so far.</summary>
    public IReadOnlyList<LogEvent> Problems
    {
        get
        {
            lock (_gate)
                return [.. _problems];
        }
    }

    public static Verbosity Verbosity
    {
        get =>
            LevelSwitch.MinimumLevel switch
            {
                LogEventLevel.Verbose => Verbosity.Verbose,
                LogEventLevel.Warning => Verbosity.Minimal,
                LogEventLevel.Error => Verbosity.Quiet,
                _ => Verbosity.Normal,
            };
        set =>
            LevelSwitch.MinimumLevel = value switch
            {
                Verbosity.Verbose => LogEventLevel.Verbose,
                Verbosity.Minimal => LogEventLevel.Warning,
                Verbosity.Quiet => LogEventLevel.Error,
                _ => LogEventLevel.Debug,
            };
    }

    public static void Configure() =>
        Log.Logger = new LoggerConfiguration()
            .MinimumLevel.ControlledBy(LevelSwitch)
            .WriteTo.Sink(Instance)
            .CreateLogger();

    public void Emit(LogEvent logEvent)
    {
        if (logEvent.Level >= LogEventLevel.Warning)
            lock (_gate)
                _problems.Add(logEvent);
        var time = logEvent.Timestamp.ToString("HH:mm:ss ", CultureInfo.InvariantCulture);
        BuildConsole.Write((time, null), Tag(logEvent.Level), (" " + Message(logEvent), null));
        if (logEvent.Exception != null && Verbosity == Verbosity.Verbose)
            BuildConsole.Line(logEvent.Exception.ToString());
    }

    public static (string Text, ConsoleColor? Color) Tag(LogEventLevel level) =>
        level switch
        {
            LogEventLevel.Verbose => ("[VRB]", null),
            LogEventLevel.Debug => ("[DBG]", null),
            LogEventLevel.Information => ("[INF]", ConsoleColor.Cyan),
            LogEventLevel.Warning => ("[WRN]", ConsoleColor.Yellow),
            LogEventLevel.Error => ("[ERR]", ConsoleColor.Red),
            _ => ("[FTL]", ConsoleColor.Red),
        };

    /// <summary>The message, its texts without the quotation marks that Serilog would add.</summary>
    public static string Message(LogEvent logEvent)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var token in logEvent.MessageTemplate.Tokens)
        {
            if (
                token is PropertyToken property
                && logEvent.Properties.GetValueOrDefault(property.PropertyName) is ScalarValue { Value: string text }
            )
                writer.Write(text);
            else
                token.Render(logEvent.Properties, writer, CultureInfo.InvariantCulture);
        }

        return writer.ToString();
    }
}
