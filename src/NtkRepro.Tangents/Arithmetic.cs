using TorchSharp;
using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>Arithmetic of tensors with numbers that stay alive for as long as the engine reads them.</summary>
/// <remarks>
/// TorchSharp makes a <see cref="Scalar"/> of each number in an expression, of the hidden 1 in <c>x + y</c> too, and hands the
/// engine its address. Nothing refers to it during the call, so that a garbage collection may free it: the call then fails, or
/// computes with another number. Here each scalar is held until the call has returned.
/// </remarks>
public static class Arithmetic
{
    /// <summary>x + y.</summary>
    /// <param name="x">Of any shape.</param>
    /// <param name="y">Of a shape that broadcasts with it.</param>
    public static Tensor Plus(this Tensor x, Tensor y)
    {
        using var one = 1.ToScalar();
        return x.add(y, one);
    }

    /// <summary>x + number.</summary>
    /// <param name="x">Floating-point numbers of any shape.</param>
    /// <param name="number">What each element grows by.</param>
    public static Tensor Plus(this Tensor x, double number)
    {
        using var added = number.ToScalar();
        using var one = 1.ToScalar();
        return x.add(added, one);
    }

    /// <summary>x · factor.</summary>
    /// <param name="x">Floating-point numbers of any shape.</param>
    /// <param name="factor">What each element is multiplied by.</param>
    public static Tensor Times(this Tensor x, double factor)
    {
        using var scalar = factor.ToScalar();
        return x.mul(scalar);
    }

    /// <summary>x · factor, of x's own type.</summary>
    /// <param name="x">Of any shape.</param>
    /// <param name="factor">What each element is multiplied by.</param>
    public static Tensor Times(this Tensor x, long factor)
    {
        using var scalar = factor.ToScalar();
        return x.mul(scalar);
    }

    /// <summary>x / divisor, floating-point numbers always.</summary>
    /// <param name="x">Of any shape.</param>
    /// <param name="divisor">What each element is divided by.</param>
    public static Tensor Over(this Tensor x, long divisor)
    {
        using var scalar = divisor.ToScalar();
        return x.div(scalar);
    }

    /// <summary>x², element by element.</summary>
    /// <param name="x">Of any shape.</param>
    public static Tensor Squared(this Tensor x) => x.mul(x);

    /// <summary>Whether each element is above 0, as booleans.</summary>
    /// <param name="x">Of any shape.</param>
    public static Tensor Positive(this Tensor x)
    {
        using var zero = 0.ToScalar();
        return x.gt(zero);
    }

    /// <summary>Adds y to x in place.</summary>
    /// <param name="x">Of any shape; changed.</param>
    /// <param name="y">Of a shape that broadcasts to it.</param>
    /// <returns>x itself.</returns>
    public static Tensor Increase(this Tensor x, Tensor y)
    {
        using var one = 1.ToScalar();
        return x.add_(y, one);
    }

    /// <summary>Adds factor · y to x in place.</summary>
    /// <param name="x">Floating-point numbers of any shape; changed.</param>
    /// <param name="y">Of a shape that broadcasts to it.</param>
    /// <param name="factor">What y is multiplied by.</param>
    /// <returns>x itself.</returns>
    public static Tensor Increase(this Tensor x, Tensor y, double factor)
    {
        using var scalar = factor.ToScalar();
        return x.add_(y, scalar);
    }

    /// <summary>Adds a number to each element of x in place.</summary>
    /// <param name="x">Floating-point numbers of any shape; changed.</param>
    /// <param name="number">What each element grows by.</param>
    /// <returns>x itself.</returns>
    public static Tensor Increase(this Tensor x, double number)
    {
        using var added = number.ToScalar();
        using var one = 1.ToScalar();
        return x.add_(added, one);
    }

    /// <summary>Multiplies each element of x in place.</summary>
    /// <param name="x">Floating-point numbers of any shape; changed.</param>
    /// <param name="factor">What each element is multiplied by.</param>
    /// <returns>x itself.</returns>
    public static Tensor Scale(this Tensor x, double factor)
    {
        using var scalar = factor.ToScalar();
        return x.mul_(scalar);
    }

    /// <summary>Gives each element of x one value, in place.</summary>
    /// <param name="x">Floating-point numbers of any shape; changed.</param>
    /// <param name="value">The value.</param>
    /// <returns>x itself.</returns>
    public static Tensor Fill(this Tensor x, double value)
    {
        using var scalar = value.ToScalar();
        return x.fill_(scalar);
    }

    /// <summary>The whole numbers 0, …, count − 1, as int64 of shape [count].</summary>
    /// <param name="count">How many.</param>
    public static Tensor Range(long count)
    {
        using var start = 0L.ToScalar();
        using var stop = count.ToScalar();
        using var step = 1L.ToScalar();
        return arange(start, stop, step, ScalarType.Int64);
    }
}
