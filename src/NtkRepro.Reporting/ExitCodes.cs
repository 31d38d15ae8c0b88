namespace NtkRepro.Reporting;

/// <summary>The exit codes of all commands.</summary>
public static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>A stage failed, the store was in use, or the scheduler cannot be used.</summary>
    public const int Failure = 1;

    /// <summary>A mistake in the definition or on the command line.</summary>
    public const int Usage = 2;

    /// <summary>A verification found a difference.</summary>
    public const int Difference = 3;

    /// <summary>Ctrl-C.</summary>
    public const int Interrupted = 130;

    /// <summary>The code of ours that says what another program's code means: those that are none of ours are failures.</summary>
    public static int Of(int code) => code is Success or Usage or Difference or Interrupted ? code : Failure;
}
