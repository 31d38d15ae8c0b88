using NtkRepro.Data;
using NtkRepro.Linearization;
using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Linearization;

public sealed class LogisticRegressionTests : IDisposable
{
    private const int Rows = 600;
    private const int Inputs = 12;
    private const int Classes = 4;

    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void It_converges_however_many_steps_that_takes()
    {
        var (features, labels) = Sample(noise: 0.3);

        var fit = LogisticRegression.Fit(features, labels, Classes, decay: 1e-6, CancellationToken.None);

        Assert.True(fit.Converged, $"largest gradient {fit.Gradient} after {fit.Evaluations} evaluations");
        Assert.InRange(fit.Evaluations, 40, 2000);
    }

    // Adding a direction to the minimum makes the loss larger, whichever it is.
    [Fact]
    public void What_it_finds_is_the_minimum()
    {
        var (features, labels) = Sample(noise: 1);
        const double decay = 0.01;

        var fit = LogisticRegression.Fit(features, labels, Classes, decay, CancellationToken.None);

        var standard = Standardised(features);
        var logits = fit.Logits(features);
        // The weights, back from the logits: design × W = logits.
        var design = cat([standard, ones([Rows, 1], ScalarType.Float64)], 1);
        var weights = linalg.lstsq(design, logits).Solution;
        var least = Loss(weights);
        var random = new CounterRandom(0, "directions");
        for (var i = 0; i < 20; i++)
        {
            double[] direction =
            [
                .. Enumerable.Range(0, (Inputs + 1) * Classes).Select(_ => 1e-3 * random.NextNormal()),
            ];
            Assert.True(Loss(weights.add(tensor(direction, [Inputs + 1, Classes]))) > least);
        }

        double Loss(Tensor w)
        {
            var all = nn.functional.cross_entropy(design.matmul(w), labels).item<double>();
            return all + (decay / 2 * w.narrow(0, 0, Inputs).square().sum().item<double>());
        }
    }

    [Fact]
    public void Features_that_are_constant_change_nothing()
    {
        var (features, labels) = Sample(noise: 1);
        var more = cat([features, full([Rows, 1], 7, ScalarType.Float64)], 1);

        var (one, other) = (Fit(features), Fit(more));

        Assert.Equal(
            one.Logits(features).Values<double>(),
            other.Logits(more).Values<double>(),
            (a, b) => Math.Abs(a - b) < 1e-5
        );

        LogisticRegression Fit(Tensor inputs) =>
            LogisticRegression.Fit(inputs, labels, Classes, 0.01, CancellationToken.None);
    }

    private static Tensor Standardised(Tensor features)
    {
        var centred = features.sub(features.mean([0], keepdim: true));
        return centred.div(centred.square().mean([0], keepdim: true).sqrt());
    }

    // Features on very different scales, of classes that a linear map tells apart up to noise.
    private static (Tensor Features, Tensor Labels) Sample(double noise)
    {
        var random = new CounterRandom(0, "features");
        var values = new double[Rows * Inputs];
        var labels = new long[Rows];
        for (var i = 0; i < Rows; i++)
        {
            labels[i] = random.NextBelow(Classes);
            var shared = random.NextNormal();
            for (var j = 0; j < Inputs; j++)
            {
                var signal = j % Classes == labels[i] ? 1 : 0;
                values[(i * Inputs) + j] = Math.Pow(10, j % 5) * (signal + (noise * random.NextNormal()) + shared);
            }
        }
        return (tensor(values, [Rows, Inputs]), tensor(labels, [Rows]));
    }
}
