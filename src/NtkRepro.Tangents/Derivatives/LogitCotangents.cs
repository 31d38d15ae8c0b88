using TorchSharp;
using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>
/// The derivatives of all logits in a layer's output, for some examples. As long as every layer above works on each
/// channel by itself, they are a product, ∂f_a(x_i)/∂y_cp = M_ac D_icp, which says the same in a tenth of the space and
/// makes kernels cheaper. Right below max pooling, most of them are zero.
/// </summary>
internal sealed class LogitCotangents : IDisposable
{
    private readonly long classes;
    private readonly Tensor? values;

    /// <param name="values">[examples · C, …], those of one example side by side.</param>
    /// <param name="classes">C.</param>
    public LogitCotangents(Tensor values, long classes)
    {
        (this.values, this.classes) = (values, classes);
    }

    /// <param name="chosen">Those that are not zero.</param>
    /// <param name="classes">C.</param>
    public LogitCotangents(ChosenCotangents chosen, long classes)
    {
        (Chosen, this.classes) = (chosen, classes);
    }

    private LogitCotangents(Tensor mix, Tensor perExample)
    {
        (Mix, PerExample, classes) = (mix, perExample, mix.shape[0]);
    }

    /// <summary>M, [C, channels]; null where the derivatives are no product.</summary>
    public Tensor? Mix { get; }

    /// <summary>D, [examples, channels, …]; null where the derivatives are no product.</summary>
    public Tensor? PerExample { get; }

    /// <summary>Those that are not zero, right below max pooling; null elsewhere.</summary>
    public ChosenCotangents? Chosen { get; private init; }

    /// <summary>C.</summary>
    public long Classes => classes;

    /// <summary>The number of examples.</summary>
    public long Examples => (PerExample ?? Chosen?.Places)?.shape[0] ?? (values!.shape[0] / classes);

    /// <summary>
    /// The derivatives themselves: [examples · C, …], those of one example side by side. Where they are a product, or most
    /// of them zero, they are formed each time, in the current dispose scope.
    /// </summary>
    public Tensor Values => values ?? Chosen?.Formed() ?? Product(Mix!, PerExample!);

    /// <summary>The same, with <see cref="Values"/> formed once and for all, in the current dispose scope.</summary>
    public LogitCotangents Formed() => new(Values, classes) { Chosen = Chosen };

    /// <summary>The derivatives of the logits in themselves.</summary>
    public static LogitCotangents Identity(long examples, long classes, ScalarType type) =>
        new(eye(classes, dtype: type), ones([examples, classes], type)) { IsUniform = true };

    /// <summary>The derivatives below a layer that works on each channel by itself.</summary>
    /// <param name="vjp">Its vector-Jacobian product.</param>
    public LogitCotangents BelowChannels(Func<Tensor, Tensor> vjp) =>
        Mix is null ? new LogitCotangents(vjp(Values), classes) : new LogitCotangents(Mix, vjp(PerExample!));

    /// <summary>
    /// The derivatives below a linear layer with the given weights [outputs, inputs], when nothing but linear layers is
    /// above: the same for every example.
    /// </summary>
    /// <returns>Null where this is not so.</returns>
    public LogitCotangents? BelowLinearHead(Tensor weight) =>
        IsUniform
            ? new LogitCotangents(Mix!.mm(weight), ones([PerExample!.shape[0], weight.shape[1]], weight.dtype))
            {
                IsUniform = true,
            }
            : null;

    /// <summary>Hands the tensors that belong to a dispose scope to the one around it.</summary>
    public LogitCotangents MoveToOuter(DisposeScope scope)
    {
        foreach (var tensor in new[] { Mix, PerExample, values, Chosen?.Values, Chosen?.Places })
        {
            if (tensor is not null)
                scope.MoveToOuter(tensor);
        }
        return this;
    }

    /// <summary>Frees the derivatives, but not M, which those below share.</summary>
    public void Dispose()
    {
        PerExample?.Dispose();
        values?.Dispose();
        Chosen?.Values.Dispose();
        Chosen?.Places.Dispose();
    }

    // Whether D is 1 throughout.
    private bool IsUniform { get; init; }

    private static Tensor Product(Tensor mix, Tensor perExample)
    {
        var shape = perExample.shape;
        var unit = Enumerable.Repeat(1L, shape.Length - 2).ToArray();
        return (mix.view([1, .. mix.shape, .. unit]) * perExample.unsqueeze(1)).view([
            shape[0] * mix.shape[0],
            .. shape[1..],
        ]);
    }
}
