using static TorchSharp.torch;

namespace NtkRepro.Tests.Support;

/// <summary>The cases over which tests of derivatives run.</summary>
public static class Cases
{
    /// <summary>Names of networks that the oracle knows.</summary>
    public static TheoryData<string> Networks => ["cnn-small", "cnn", "mlp"];

    /// <summary>Each network in each precision.</summary>
    public static TheoryData<string, ScalarType> NetworksAndTypes
    {
        get
        {
            var cases = new TheoryData<string, ScalarType>();
            foreach (var network in new[] { "cnn-small", "cnn", "mlp" })
            {
                cases.Add(network, ScalarType.Float32);
                cases.Add(network, ScalarType.Float64);
            }
            return cases;
        }
    }
}
