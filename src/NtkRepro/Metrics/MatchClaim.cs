namespace NtkRepro.Metrics;

/// <summary>
/// Claim <c>match</c>: the smallest onset time, as a share of T, from which the learned NTK's test error is not above the plateau of full
/// training is at most 45 %. Beside it the same against the error at T and against the low-rate control.
/// </summary>
internal sealed class MatchClaim : Claim
{
    private const double Latest = 0.45;

    /// <inheritdoc/>
    public override string Id => "match";

    /// <inheritdoc/>
    public override string Text => "the learned NTK matches full training from 15 % to 45 % of T";

    /// <inheritdoc/>
    public override string Paper => "15 % to 45 % of T";

    /// <inheritdoc/>
    public override string Others => "4 % of T";

    /// <inheritdoc/>
    public override Finding? Measure(ClaimInput input)
    {
        var evidence = input.Evidence;
        var errors = evidence.Errors["linearized"];
        if (errors.Values.Count == 0 || evidence.Finals.Count == 0)
            return null;
        var parts = new List<Part>();
        var words = new List<string>();
        if (evidence.Plateaus.Count > 0)
            Add("the plateau", errors.Minus(evidence.Plateaus));
        Add("the error at T", errors.Minus(evidence.Finals));
        if (evidence.Errors["control-same"].Values.Count > 0)
            Add("the low-rate control", errors.Minus(evidence.Errors["control-same"]));
        return new Finding(
            parts,
            $"the linearized network's error is {string.Join(", ", words)}",
            NotConverged(input, input.Plateaus.Select(p => p.TrainError), "the parent ends with")
                ?? EndsEarly(parts[0], errors.Mean().Last().Key / input.Epochs)
        );

        // Onsets that end before the paper's do cannot show that there is no match.
        static string? EndsEarly(Part deciding, double last) =>
            deciding.Verdict == Verdicts.DoesNotHold && last < Latest - 1e-9
                ? $"the last onset is at {Percent(last)} of T, and without one at {Percent(Latest)} nothing speaks against a match"
                : null;

        void Add(string baseline, SeededSeries difference)
        {
            var series = difference.Mean();
            var passage = Passage.NotAbove(series, input.Thresholds.NegligiblePoints / 100);
            var share = new Interval(passage.Low / input.Epochs, passage.High / input.Epochs);
            parts.Add(
                Part.AtMost(
                    $"share of T, against {baseline}",
                    passage.Value / input.Epochs,
                    share,
                    Latest,
                    decides: parts.Count == 0
                )
            );
            words.Add(
                double.IsPositiveInfinity(passage.Value)
                    ? $"above {baseline} at {Percent(series.Last().Key / input.Epochs)} of T still"
                    : $"not above {baseline} from {Percent(passage.Value / input.Epochs)} of T on"
            );
        }
    }
}
