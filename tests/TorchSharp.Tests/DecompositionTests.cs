using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class DecompositionTests : ScopedTest
{
    // The second difference: 2 on the diagonal, -1 beside it. Its eigenvalues are 2 - 2 cos(π k / (n + 1)), k = 1 … n.
    private static Tensor SecondDifference(int n, ScalarType type)
    {
        var matrix = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            matrix[(i * n) + i] = 2;
            if (i > 0)
                matrix[(i * n) + i - 1] = matrix[((i - 1) * n) + i] = -1;
        }
        return tensor(matrix, [n, n], type);
    }

    private static double[] Eigenvalues(int n) =>
        [.. Enumerable.Range(1, n).Select(k => 2 - (2 * Math.Cos(Math.PI * k / (n + 1))))];

    [Theory]
    [InlineData(ScalarType.Float64, 1)]
    [InlineData(ScalarType.Float64, 40)]
    [InlineData(ScalarType.Float32, 40)]
    public void Eigenvalues_are_ascending(ScalarType type, int n)
    {
        var matrix = SecondDifference(n, type);
        Numbers.Close([n], Eigenvalues(n), linalg.eigvalsh(matrix));
        Numbers.Close([n], Eigenvalues(n), linalg.eigh(matrix).Item1);
    }

    [Fact]
    public void Eigenvectors_are_orthonormal_columns_that_give_the_matrix_back()
    {
        var matrix = SecondDifference(25, ScalarType.Float64);
        var (values, vectors) = linalg.eigh(matrix);
        Numbers.Close(eye(25, dtype: ScalarType.Float64), vectors.t().mm(vectors));
        Numbers.Close(matrix, (vectors * values).mm(vectors.t()));
    }

    [Fact]
    public void One_triangle_is_read()
    {
        var matrix = SecondDifference(12, ScalarType.Float64);
        Numbers.Close([12], Eigenvalues(12), linalg.eigvalsh(matrix.tril()));
        Numbers.Close([12], Eigenvalues(12), linalg.eigvalsh(matrix.tril().t(), 'U'));
        Numbers.Close([12], Eigenvalues(12), linalg.eigh(matrix.tril().t(), 'U').Item1);
        Numbers.Close([12], Enumerable.Repeat(2.0, 12).ToArray(), linalg.eigvalsh(matrix.tril().t()));
    }

    [Fact]
    public void Matrices_in_a_leading_axis_are_decomposed_one_by_one()
    {
        var matrix = SecondDifference(5, ScalarType.Float64);
        var values = linalg.eigvalsh(stack([matrix, matrix * 3]));
        Numbers.Close([2, 5], [.. Eigenvalues(5), .. Eigenvalues(5).Select(v => 3 * v)], values);
    }

    [Fact]
    public void The_gradient_of_an_eigenvalue_is_the_square_of_its_vector()
    {
        var matrix = SecondDifference(6, ScalarType.Float64).requires_grad_();
        var largest = linalg.eigvalsh(matrix).select(0, 5);
        var gradient = autograd.grad([largest], [matrix])[0];
        // v[i] = √(2 / (n + 1)) sin(π n (i + 1) / (n + 1)) for the largest of n.
        var v = Enumerable.Range(1, 6).Select(i => Math.Sqrt(2.0 / 7) * Math.Sin(Math.PI * 6 * i / 7)).ToArray();
        Numbers.Close(tensor(v, [6, 1]) * tensor(v, [1, 6]), gradient);
    }

    [Fact]
    public void The_cholesky_factor_is_lower_and_gives_the_matrix_back()
    {
        var factor = linalg.cholesky(tensor(new[] { 4.0, 2, 2, 2, 5, 3, 2, 3, 6 }, [3, 3]));
        Numbers.Close([3, 3], [2, 0, 0, 1, 2, 0, 1, 1, 2], factor);
        var matrix = SecondDifference(30, ScalarType.Float64);
        Numbers.Close(matrix, linalg.cholesky(matrix).mm(linalg.cholesky(matrix).t()));
    }

    [Fact]
    public void A_matrix_that_is_not_positive_definite_has_no_cholesky_factor()
    {
        var error = Assert.Throws<ExternalException>(() => linalg.cholesky(eye(3) * -1));
        Assert.Contains("not positive-definite", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cholesky_solve_inverts_the_product()
    {
        var matrix = SecondDifference(20, ScalarType.Float64);
        var x = Numbers.Random(1, 20, 3);
        var factor = linalg.cholesky(matrix);
        Numbers.Close(x, matrix.mm(x).cholesky_solve(factor).contiguous());
        Numbers.Close(x, matrix.mm(x).cholesky_solve(factor.t(), upper: true).contiguous());
    }
}
