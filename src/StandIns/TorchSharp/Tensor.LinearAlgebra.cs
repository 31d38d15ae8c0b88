using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        public Tensor dot(Tensor target) => Native.shim_dot(this, target);

        public Tensor mm(Tensor target) => Native.shim_mm(this, target);

        /// <summary>This matrix times a vector.</summary>
        public Tensor mv(Tensor target) => Native.shim_mv(this, target);

        public Tensor bmm(Tensor batch2) => Native.shim_bmm(this, batch2);

        public Tensor matmul(Tensor target) => Native.shim_matmul(this, target);

        /// <summary>The matrix x yᵀ of two vectors.</summary>
        public Tensor outer(Tensor vec2) => Native.shim_outer(this, vec2);

        /// <summary>beta · C + alpha · mat1 mat2, where C is this matrix.</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            Native.shim_addmm(this, mat1, mat2, beta, alpha);

        /// <summary>The sum of a matrix's diagonal.</summary>
        /// <exception cref="ArgumentException">There are not exactly two axes.</exception>
        public Tensor trace() =>
            dim() == 2
                ? Native.shim_trace(this)
                : throw new ArgumentException($"Expected a matrix, but got tensor with ndim == {dim()}");

        /// <summary>Solves A X = B, where B is this matrix, [n, k].</summary>
        /// <param name="input2">The Cholesky factor of A, [n, n].</param>
        /// <param name="upper">Whether the factor is the upper one, U with A = UᵀU, rather than L with A = LLᵀ.</param>
        public Tensor cholesky_solve(Tensor input2, bool upper = false) =>
            Native.shim_cholesky_solve(this, input2, upper ? 1 : 0);
    }
}
