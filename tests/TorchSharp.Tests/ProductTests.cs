using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class ProductTests : ScopedTest
{
    // (A B)[i, j] = Σ_k A[i, k] B[k, j], written out.
    private static double[] Product(double[] a, double[] b, int rows, int inner, int columns)
    {
        var product = new double[rows * columns];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                for (var k = 0; k < inner; k++)
                    product[(i * columns) + j] += a[(i * inner) + k] * b[(k * columns) + j];
            }
        }
        return product;
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 4, 5)]
    [InlineData(33, 70, 17)]
    public void Mm_multiplies_matrices(int rows, int inner, int columns)
    {
        var (a, b) = (Numbers.Sample(rows * inner, 1), Numbers.Sample(inner * columns, 2));
        var product = tensor(a, [rows, inner]).mm(tensor(b, [inner, columns]));
        Numbers.Close([rows, columns], Product(a, b, rows, inner, columns), product);
    }

    [Fact]
    public void Mm_takes_transposed_views()
    {
        var (a, b) = (Numbers.Random(1, 4, 3), Numbers.Random(2, 5, 3));
        var columns = b.t().contiguous();
        Numbers.Close(a.mm(columns), a.mm(b.t()));
    }

    [Fact]
    public void Bmm_multiplies_pair_by_pair()
    {
        var (a, b) = (Numbers.Random(1, 3, 2, 4), Numbers.Random(2, 3, 4, 5));
        var product = a.bmm(b);
        Assert.Equal([3, 2, 5], product.shape);
        for (var i = 0; i < 3; i++)
            Numbers.Close(a.select(0, i).mm(b.select(0, i)), product.select(0, i));
    }

    [Fact]
    public void Matmul_multiplies_vectors_matrices_and_batches()
    {
        var (vector, matrix, batch) = (Numbers.Random(1, 4), Numbers.Random(2, 4, 3), Numbers.Random(3, 2, 5, 4));
        Numbers.Close(vector.dot(vector), vector.matmul(vector));
        Numbers.Close(vector.view(1, 4).mm(matrix).view(3), vector.matmul(matrix));
        Numbers.Close(batch.view(10, 4).mm(matrix).view(2, 5, 3), batch.matmul(matrix));
    }

    [Fact]
    public void Addmm_adds_a_product_to_what_is_there()
    {
        var (a, b, c) = (Numbers.Random(1, 2, 3), Numbers.Random(2, 3, 4), Numbers.Random(3, 2, 4));
        Numbers.Close(c + a.mm(b), c.clone().addmm_(a, b));
        Numbers.Close((c * 0.5) + (a.mm(b) * -2), c.clone().addmm_(a, b, beta: 0.5f, alpha: -2));
    }

    [Fact]
    public void Addmm_writes_to_the_same_storage()
    {
        var sum = zeros([2, 2], ScalarType.Float64);
        sum.addmm_(eye(2, dtype: ScalarType.Float64), Numbers.Counting(2, 2));
        Numbers.Close([2, 2], [0, 1, 2, 3], sum);
    }

    [Fact]
    public void Linear_multiplies_by_the_transposed_weights_and_adds_the_bias()
    {
        var (x, weights, bias) = (Numbers.Random(1, 5, 3), Numbers.Random(2, 2, 3), Numbers.Random(3, 2));
        Numbers.Close(x.mm(weights.t()), nn.functional.linear(x, weights));
        Numbers.Close(x.mm(weights.t()) + bias, nn.functional.linear(x, weights, bias));
    }
}
