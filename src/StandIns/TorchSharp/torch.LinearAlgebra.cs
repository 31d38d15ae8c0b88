using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A sum of products over indices, such as <c>ij,jk->ik</c> for a product of two matrices.</summary>
    public static Tensor einsum(string equation, params Tensor[] tensors)
    {
        var result = Native.shim_einsum(equation, Native.Handles(tensors), tensors.Length);
        GC.KeepAlive(tensors);
        return result;
    }

    /// <summary>Solves A X = B; see <see cref="Tensor.cholesky_solve"/>.</summary>
    /// <param name="input">B, [n, k].</param>
    /// <param name="input2">The Cholesky factor of A, [n, n].</param>
    /// <param name="upper">Whether the factor is the upper one.</param>
    public static Tensor cholesky_solve(Tensor input, Tensor input2, bool upper = false) =>
        input.cholesky_solve(input2, upper);

    /// <summary>Linear algebra. Each function takes a matrix, or many in leading axes.</summary>
    public static class linalg
    {
        /// <summary>The lower factor L of a symmetric positive definite matrix, A = LLᵀ.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">The matrix is not positive definite.</exception>
        public static Tensor cholesky(Tensor input) => Native.shim_cholesky(input);

        /// <summary>The eigenvalues of a symmetric matrix, ascending, [n], and its eigenvectors as columns, [n, n].</summary>
        /// <param name="input">[n, n].</param>
        /// <param name="UPLO">Which triangle is read: <c>L</c>, the lower, or <c>U</c>, the upper.</param>
        public static unsafe (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L')
        {
            nint vectors;
            var values = Native.shim_eigh(input, (byte)UPLO, &vectors);
            return (values, Native.Own(vectors));
        }

        /// <summary>The eigenvalues of a symmetric matrix, ascending, [n].</summary>
        /// <param name="input">[n, n].</param>
        /// <param name="UPLO">Which triangle is read: <c>L</c>, the lower, or <c>U</c>, the upper.</param>
        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') => Native.shim_eigvalsh(input, (byte)UPLO);

        /// <summary>The X of A X = B, or of X A = B unless <paramref name="left"/>.</summary>
        /// <param name="A">A square matrix, [n, n].</param>
        /// <param name="B">[n] or [n, k].</param>
        /// <param name="left">On which side of X the matrix stands.</param>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">The matrix is singular.</exception>
        public static Tensor solve(Tensor A, Tensor B, bool left = true) => Native.shim_solve(A, B, left ? 1 : 0);
    }
}
