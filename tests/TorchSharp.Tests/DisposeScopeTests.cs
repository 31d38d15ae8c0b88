using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class DisposeScopeTests
{
    [Fact]
    public void A_scope_disposes_what_was_made_in_it()
    {
        using var before = ones([1]);
        Tensor made;
        using (var scope = NewDisposeScope())
        {
            made = before + before;
            Assert.Equal(1, scope.DisposablesCount);
        }
        Assert.True(made.IsInvalid);
        Assert.False(before.IsInvalid);
    }

    [Fact]
    public void Intermediate_results_belong_to_the_scope()
    {
        using var scope = NewDisposeScope();
        _ = ((ones([2]) + 1) * 2).sum();
        Assert.Equal(4, scope.DisposablesCount);
    }

    [Fact]
    public void A_tensor_moved_to_the_outer_scope_lives_as_long_as_that()
    {
        Tensor kept;
        using (var outer = NewDisposeScope())
        {
            using (var inner = NewDisposeScope())
            {
                kept = inner.MoveToOuter(ones([1]));
                Assert.Equal((0, 1), (inner.DisposablesCount, outer.DisposablesCount));
            }
            Assert.False(kept.IsInvalid);
        }
        Assert.True(kept.IsInvalid);
    }

    [Fact]
    public void Without_an_outer_scope_the_caller_owns_what_is_moved()
    {
        Tensor kept;
        using (NewDisposeScope())
            kept = ones([1]).MoveToOuterDisposeScope();
        Assert.Equal(1f, kept.item<float>());
        kept.Dispose();
        Assert.True(kept.IsInvalid);
    }

    [Fact]
    public void A_detached_tensor_outlives_every_scope()
    {
        Tensor first;
        Tensor second;
        using (NewDisposeScope())
        using (var inner = NewDisposeScope())
        {
            first = inner.Detach(ones([1]));
            second = ones([1]).DetachFromDisposeScope();
        }
        Assert.False(first.IsInvalid || second.IsInvalid);
        first.Dispose();
        second.Dispose();
    }

    [Fact]
    public void A_scope_moves_only_what_is_its_own()
    {
        using var outer = NewDisposeScope();
        var foreign = ones([1]);
        using (var inner = NewDisposeScope())
        {
            inner.MoveToOuter(foreign);
            inner.Detach(foreign);
        }
        Assert.Equal(1, outer.DisposablesCount);
    }

    [Fact]
    public void A_tensor_disposed_early_leaves_its_scope()
    {
        using var scope = NewDisposeScope();
        ones([1]).Dispose();
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void Scopes_may_end_out_of_order()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        outer.Dispose();
        var made = ones([1]);
        Assert.Equal(1, inner.DisposablesCount);
        inner.Dispose();
        Assert.True(made.IsInvalid);
        using var free = ones([1]);
        Assert.False(free.IsInvalid);
    }

    [Fact]
    public void Disposing_twice_does_nothing()
    {
        var tensor = ones([1]);
        tensor.Dispose();
        tensor.Dispose();
        var scope = NewDisposeScope();
        scope.Dispose();
        scope.Dispose();
    }

    [Fact]
    public void A_disposed_tensor_cannot_be_used()
    {
        using var other = ones([1]);
        var gone = ones([1]);
        gone.Dispose();
        Assert.Throws<InvalidOperationException>(() => gone.Handle);
        Assert.Throws<InvalidOperationException>(() => gone.add(other));
        Assert.Throws<InvalidOperationException>(() => other.add(gone));
        Assert.Throws<InvalidOperationException>(() => gone.shape.Length);
        Assert.Throws<InvalidOperationException>(() => cat([other, gone]));
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
    public void Scopes_are_those_of_their_thread()
    {
        Tensor? elsewhere = null;
        using (var scope = NewDisposeScope())
        {
            var thread = new Thread(() => elsewhere = ones([1]));
            thread.Start();
            thread.Join();
            Assert.Equal(0, scope.DisposablesCount);
        }
        Assert.False(elsewhere!.IsInvalid);
        elsewhere.Dispose();
    }
}
