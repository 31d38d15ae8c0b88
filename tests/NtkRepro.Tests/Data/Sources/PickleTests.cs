using System.Text;
using NtkRepro.Data.Sources;

namespace NtkRepro.Tests.Data.Sources;

public sealed class PickleTests
{
    // As Python 2 pickled the batches of CIFAR-10, and of two images of 3 bytes.
    private static readonly byte[] Published = Bytes(
        "\u0080\u0002}q\u0001(U\u000bbatch_labelq\u0002U\u0015training batch 1 of 5q\u0003U\u0006labelsq\u0004]q\u0005(K\u0006M\u0009\u0001eU\u0004dataq\u0006"
            + "cnumpy.core.multiarray\n_reconstruct\nq\u0007cnumpy\nndarray\nq\u0008K\0\u0085U\u0001b\u0087Rq\u0009(K\u0001K\u0002K\u0003\u0086cnumpy\ndtype\nq\u000aU\u0002u1"
            + "K\0K\u0001\u0087Rq\u000b(K\u0003U\u0001|NNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK\0tb\u0089U\u0006\u0001\u0002\u0003\u0004\u0005\u0006tbu."
    );

    [Fact]
    public void Texts_lists_and_arrays_of_bytes_are_read()
    {
        var read = Pickle.Read(Published);

        Assert.Equal(["batch_label", "labels", "data"], read.Keys);
        Assert.Equal("training batch 1 of 5", Pickle.Text(read["batch_label"]));
        Assert.Equal([6L, 265L], Assert.IsType<List<object?>>(read["labels"]));
        var data = Assert.IsType<Pickle.Bytes>(read["data"]);
        Assert.Equal([2, 3], data.Shape);
        Assert.Equal([1, 2, 3, 4, 5, 6], data.Values.ToArray());
    }

    [Theory]
    [InlineData("\u0080\u0002cos\nsystem\nU\u0002id\u0085R.", "a call of os.system, which is not done")]
    [InlineData("\u0080\u0002cbuiltins\neval\n", "a call of builtins.eval")]
    [InlineData("\u0080\u0004}.", "another version than 2")]
    [InlineData("\u0080\u0002}q\u0001i", "the operation 0x69")]
    [InlineData("\u0080\u0002cnumpy\ndtype\nU\u0002O8K\0K\u0001\u0087R.", "an array of something else than bytes")]
    [InlineData("\u0080\u0002K\u0001.", "it holds no dictionary")]
    [InlineData("\u0080\u0002h\u0007.", "the number 7 of a value that is not there")]
    [InlineData("\u0080\u0002}(U\u0005ab", "it is damaged near byte")]
    [InlineData("\u0080\u0002T\u00ff\u00ff\u00ff\u007f", "it is damaged near byte")]
    [InlineData("", "it is damaged near byte")]
    [InlineData("\u0080\u0002t.", "it is damaged near byte")]
    [InlineData("\u0080\u0002}K\u0001K\u0002s.", "a key is no text")]
    public void Nothing_else_is(string pickle, string message)
    {
        var error = Assert.Throws<InvalidDataException>(() => Pickle.Read(Bytes(pickle)));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pickle_cut_anywhere_or_changed_anywhere_is_read_or_refused()
    {
        for (var i = 0; i < Published.Length; i++)
        {
            var changed = Published.ToArray();
            changed[i] ^= 0x55;
            foreach (var pickle in new[] { Published[..i], changed })
            {
                if (Record.Exception(() => Pickle.Read(pickle)) is { } error)
                    Assert.IsType<InvalidDataException>(error);
            }
        }
    }

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
