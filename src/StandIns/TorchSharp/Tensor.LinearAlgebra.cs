using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        public Tensor dot(Tensor target) => Native.shim_dot(this, target);

        public Tensor mm(Tensor target) => Native.shim_mm(this, target);

        public Tensor bmm(Tensor batch2) => Native.shim_bmm(this, batch2);

        public Tensor matmul(Tensor target) => Native.shim_matmul(this, target);

        /// <summary>Solves A X = B, where B is this matrix, [n, k].</summary>
        /// <param name="input2">The Cholesky factor of A, [n, n].</param>
        /// <param name="upper">Whether the factor is the upper one, U with A = UᵀU, rather than L with A = LLᵀ.</param>
        public Tensor cholesky_solve(Tensor input2, bool upper = false) =>
            Native.shim_cholesky_solve(this, input2, upper ? 1 : 0);
    }
}
