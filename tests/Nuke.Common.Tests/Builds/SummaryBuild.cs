using System.Diagnostics;
using Nuke.Common;
using Nuke.Common.Utilities.Collections;

namespace NukeCommon.Tests.Builds;

/// <summary>Targets that report in numbers what they did, and one that reads what the others reported.</summary>
public sealed class SummaryBuild : ReportingBuild
{
    // How long the actions of Train took, as they measured it themselves.
    long began;
    TimeSpan took;

    public static int Start() => Execute<SummaryBuild>(x => x.Read);

    Target Silent => _ => _.Executes(Ran(nameof(Silent)));

    Target Train =>
        _ =>
            _.DependsOn(Silent)
                .Executes(
                    () => began = Stopwatch.GetTimestamp(),
                    () => ReportSummary(_ => _.AddPair("epochs", "1")),
                    () =>
                        ReportSummary(_ =>
                        {
                            Say($"given={_.Count}");
                            return _.AddPair("networks", "3").AddPair("diverged", "1");
                        }),
                    () => took = Stopwatch.GetElapsedTime(began)
                );

    Target Nothing =>
        _ => _.DependsOn(Train).Executes(() => ReportSummary(_ => _.AddPair("epochs", "1")), () => ReportSummary());

    Target All => _ => _.DependsOn(Nothing);

    Target Read =>
        _ =>
            _.DependsOn(All)
                .Executes(() =>
                {
                    Say($"to run={string.Join(' ', ScheduledTargets.Select(t => t.Name))}");
                    foreach (var target in SucceededTargets)
                        Say(
                            $"{target.Name}: {string.Join(", ", target.SummaryInformation.Select(p => $"{p.Key} {p.Value}"))}"
                        );
                    Say($"took time={SucceededTargets.Single(t => t.Name == nameof(Train)).Duration >= took}");
                });

    Target Last => _ => _.DependsOn(Read).Executes(Ran(nameof(Last)));

    Target Twice => _ => _.Executes(() => ReportSummary(_ => _.AddPair("epochs", "1").AddPair("epochs", "2")));

    protected override void OnBuildCreated()
    {
        NoLogo = true;
    }
}
