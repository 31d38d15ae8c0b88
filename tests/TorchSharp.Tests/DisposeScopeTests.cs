using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class DisposeScopeTests
{
    private static void Alive(Tensor tensor) => Assert.Equal(1, tensor.numel());

    [Fact]
    public void A_scope_disposes_what_was_made_in_it()
    {
        using var before = ones([1]);
        Tensor made;
        using (NewDisposeScope())
            made = before + before;
        Numbers.Gone(made);
        Alive(before);
    }

    [Fact]
    public void Results_that_are_several_tensors_belong_to_the_scope()
    {
        Tensor values;
        Tensor vectors;
        using (NewDisposeScope())
            (values, vectors) = linalg.eigh(eye(2));
        Numbers.Gone(values);
        Numbers.Gone(vectors);
    }

    [Fact]
    public void Views_and_gradients_belong_to_the_scope()
    {
        using var leaf = ones([1], requires_grad: true);
        Tensor view;
        Tensor gradient;
        using (NewDisposeScope())
        {
            view = leaf.detach();
            gradient = autograd.grad([leaf.square()], [leaf])[0];
        }
        Numbers.Gone(view);
        Numbers.Gone(gradient);
        Alive(leaf);
    }

    [Fact]
    public void A_tensor_moved_to_the_outer_scope_lives_as_long_as_that()
    {
        Tensor kept;
        using (NewDisposeScope())
        {
            using (var inner = NewDisposeScope())
            {
                var made = ones([1]);
                kept = inner.MoveToOuter(made);
                Assert.Same(made, kept);
            }
            Alive(kept);
        }
        Numbers.Gone(kept);
    }

    [Fact]
    public void Without_an_outer_scope_the_caller_owns_what_is_moved()
    {
        Tensor kept;
        using (NewDisposeScope())
            kept = ones([1]).MoveToOuterDisposeScope();
        Assert.Equal(1f, kept.item<float>());
        kept.Dispose();
        Numbers.Gone(kept);
    }

    [Fact]
    public void A_tensor_outside_of_scopes_stays_there()
    {
        using var free = ones([1]);
        Assert.Same(free, free.DetachFromDisposeScope());
        Assert.Same(free, free.MoveToOuterDisposeScope());
        using (NewDisposeScope()) { }
        Alive(free);
    }

    [Fact]
    public void A_detached_tensor_outlives_every_scope()
    {
        Tensor made;
        using (NewDisposeScope())
        using (NewDisposeScope())
            made = ones([1]).DetachFromDisposeScope();
        Alive(made);
        made.Dispose();
    }

    [Fact]
    public void A_scope_moves_only_what_is_its_own()
    {
        Tensor foreign;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                foreign = ones([1]);
                using (var inner = NewDisposeScope())
                    inner.MoveToOuter(foreign);
                Alive(foreign);
            }
            Numbers.Gone(foreign);
        }
    }

    [Fact]
    public void A_scope_that_has_ended_moves_nothing()
    {
        using var free = ones([1]);
        var scope = NewDisposeScope();
        scope.Dispose();
        Assert.Throws<ObjectDisposedException>(() => scope.MoveToOuter(free));
    }

    [Fact]
    public void Scopes_may_end_out_of_order()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        outer.Dispose();
        var made = ones([1]);
        Alive(made);
        inner.Dispose();
        Numbers.Gone(made);
        using var free = ones([1]);
        Alive(free);
    }

    [Fact]
    public void Disposing_twice_does_nothing()
    {
        var scope = NewDisposeScope();
        var tensor = ones([1]);
        tensor.Dispose();
        tensor.Dispose();
        scope.Dispose();
        scope.Dispose();
        tensor.Dispose();
    }

    [Fact]
    public void A_disposed_tensor_cannot_be_used()
    {
        using var other = ones([1]);
        var gone = ones([1]);
        gone.Dispose();
        Assert.Throws<InvalidOperationException>(() => gone + other);
        Assert.Throws<InvalidOperationException>(() => other + gone);
        Assert.Throws<InvalidOperationException>(() => other.add_(gone));
        Assert.Throws<InvalidOperationException>(() => gone.shape.Length);
        Assert.Throws<InvalidOperationException>(() => gone.data<float>());
        Assert.Throws<InvalidOperationException>(() => gone.bytes.Length);
        Assert.Throws<InvalidOperationException>(() => cat([other, gone]));
        Assert.Throws<InvalidOperationException>(() => nn.functional.linear(other, other, gone));
        Assert.Throws<InvalidOperationException>(() => autograd.grad([gone], [other]));
        Alive(other);
    }

    [Fact]
    public void Views_keep_the_storage_alive()
    {
        var whole = Numbers.Counting(4);
        using var part = whole.narrow(0, 1, 2);
        whole.Dispose();
        Assert.Equal([1.0, 2.0], part.data<double>().ToArray());
    }

    [Fact]
    public void A_graph_keeps_what_it_needs_alive()
    {
        using var leaf = Numbers.Doubles(3).requires_grad_();
        Tensor loss;
        using (var scope = NewDisposeScope())
            loss = scope.MoveToOuter((leaf.square() * leaf).sum());
        // d(x³)/dx, though x² was disposed
        using var gradient = autograd.grad([loss], [leaf])[0];
        Numbers.Close([1], [27], gradient);
        loss.Dispose();
    }

    [Fact]
    public void Scopes_are_those_of_their_thread()
    {
        Tensor? elsewhere = null;
        using (NewDisposeScope())
        {
            var thread = new Thread(() => elsewhere = ones([1]));
            thread.Start();
            thread.Join();
        }
        Alive(elsewhere!);
        elsewhere!.Dispose();
    }
}
