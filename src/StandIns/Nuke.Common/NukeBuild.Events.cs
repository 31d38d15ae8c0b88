namespace Nuke.Common;

public abstract partial class NukeBuild
{
    /// <summary>Called when parameters have their values, before the plan is made.</summary>
    protected internal virtual void OnBuildCreated() { }

    /// <summary>Called when the plan is made, before requirements are checked and targets run.</summary>
    protected internal virtual void OnBuildInitialized() { }

    /// <summary>Called after the last target, however the build ended.</summary>
    protected internal virtual void OnBuildFinished() { }

    /// <summary>Called before a target starts.</summary>
    protected internal virtual void OnTargetRunning(string target) { }

    /// <summary>Called when a target is skipped.</summary>
    protected internal virtual void OnTargetSkipped(string target) { }

    /// <summary>Called when a target succeeded.</summary>
    protected internal virtual void OnTargetSucceeded(string target) { }

    /// <summary>Called when a target failed.</summary>
    protected internal virtual void OnTargetFailed(string target) { }
}
