namespace NtkRepro.Reporting.Html;

/// <summary>The claims in plain words.</summary>
internal static class ClaimWords
{
    /// <summary>What a claim says to who has not read the paper; empty where it is none of the paper's.</summary>
    public static string Of(string id) =>
        id switch
        {
            "basin" =>
                "Two copies of a network that are trained on with other minibatches end in one basin, joined by a straight line without a barrier, if they were parted after epoch 2 or 3; if earlier, a barrier lies between them.",
            "transient" =>
                "The tangent kernel, by which a network answers to a step of training, turns fast in the first epochs, and at a lower, constant speed from then on.",
            "factor3" =>
                "A linear model with the kernel that a network has learned after 3 to 4 epochs makes a third of the errors that one with the kernel at initialization makes.",
            "match" =>
                "From 15 % to 45 % of training on, the kernel that was learned is as good as the network itself, fully trained.",
            "advantage" =>
                "What nonlinear training gains over linear training from the same weights is lost at the time at which the barrier between copies is, and at low learning rates too.",
            "universal" =>
                "Barrier, function distance, kernel velocity and nonlinear advantage fall together, whatever the network and the data.",
            _ => "",
        };

    /// <summary>Why a verdict is what it is, where the finding does not say so itself.</summary>
    public static string Why(string verdict) =>
        verdict switch
        {
            Metrics.Verdicts.Holds => "The 95 % interval lies wholly on the claim's side of the threshold.",
            Metrics.Verdicts.DoesNotHold => "The 95 % interval lies wholly beyond the threshold.",
            Metrics.Verdicts.Undecided =>
                "The 95 % interval lies on both sides of the threshold: more seeds or images would decide.",
            _ => "",
        };
}
