"""Function transforms under one name: functorch of PyTorch 1.13, or torch.func of PyTorch 2."""

try:
    from torch.func import functional_call, jacrev, jvp, vjp, vmap
except ImportError:
    from functorch import jacrev, jvp, make_functional_with_buffers, vjp, vmap
else:

    def make_functional_with_buffers(network, disable_autograd_tracking=False):
        """f(weights, buffers, x), and the network's weights and buffers, as functorch gives them."""
        named, buffered = dict(network.named_parameters()), dict(network.named_buffers())
        weights = tuple(w.detach() if disable_autograd_tracking else w for w in named.values())

        def f(weights, buffers, x):
            values = dict(zip(named, weights)) | dict(zip(buffered, buffers))
            return functional_call(network, values, (x,))

        return f, weights, tuple(buffered.values())


__all__ = ["jacrev", "jvp", "make_functional_with_buffers", "vjp", "vmap"]
