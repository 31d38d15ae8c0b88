using System.Runtime.CompilerServices;
using NtkRepro.Reporting;
using Nuke.Common;

// The pipeline: a target for each stage of pipeline.yaml, which depends on those that the stage reads from.
sealed partial class Build
{
    Target Data => _ => Stage(_, "Fetch the dataset, check it, and draw the subsets");

    Target Parent => _ => Stage(_, "Train a network and keep it at every time that is asked for").DependsOn(Data);

    Target Child => _ => Stage(_, "Go on from the parent with another minibatch order").DependsOn(Data, Parent);

    Target Trial => _ => Stage(_, "Try a learning rate for linearized networks").DependsOn(Data, Parent);

    Target Calibration =>
        _ => Stage(_, "Choose the learning rate of linearized networks and their controls").DependsOn(Trial);

    Target Linearized =>
        _ =>
            Stage(_, "Replace the parent by its linearization and train that")
                .DependsOn(Data, Parent, Trial, Calibration);

    Target Control =>
        _ => Stage(_, "Train the network itself as its linearization is trained").DependsOn(Data, Parent, Calibration);

    Target Probe =>
        _ => Stage(_, "Fit a linear classifier to the activations below the last layer").DependsOn(Data, Parent);

    Target Kernel => _ => Stage(_, "Compute the neural tangent kernel of the parent").DependsOn(Data, Parent);

    Target Spectrum => _ => Stage(_, "Find the eigenvalues of the kernel and what they say").DependsOn(Kernel);

    Target Regression =>
        _ =>
            Stage(_, "Solve regression with the kernel, and train the linearized network on the same loss")
                .DependsOn(Data, Parent);

    Target Sensitivity =>
        _ => Stage(_, "Perturb the parent a little, and see how fast the copy leaves it").DependsOn(Data, Parent);

    Target Barrier => _ => Stage(_, "Walk the line between the children of one spawn time").DependsOn(Data, Child);

    Target Metrics =>
        _ =>
            Stage(_, "Gather the tables, and check the paper's claims")
                .DependsOn(
                    Parent,
                    Child,
                    Trial,
                    Calibration,
                    Linearized,
                    Control,
                    Probe,
                    Barrier,
                    Kernel,
                    Spectrum,
                    Regression,
                    Sensitivity
                );

    Target Figures => _ => Stage(_, "Draw the figures from the tables").DependsOn(Metrics);

    Target Summary => _ => Stage(_, "Put all networks and datasets side by side").DependsOn(Metrics);

    readonly StageCommands Stages = new();

    // A target is named as its stage is.
    ITargetDefinition Stage(ITargetDefinition target, string description, [CallerMemberName] string name = "") =>
        target
            .Description(description)
            .Executes(
                Computation(() => Stages.Run(new(Request(), name, Names(SucceededTargets), Names(ScheduledTargets))))
            );
}
