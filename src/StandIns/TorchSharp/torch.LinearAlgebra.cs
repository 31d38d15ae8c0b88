using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
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
    }
}
