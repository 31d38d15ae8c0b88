using static TorchSharp.torch;

namespace NtkRepro.Tests.Support;

/// <summary>The cases over which tests of derivatives run.</summary>
public static class Cases
{
    /// <summary>Names of networks that the oracle knows.</summary>
    public static TheoryData<string> Networks => [.. Oracle.Names];

    /// <summary>Each network in each precision.</summary>
    public static TheoryData<string, ScalarType> NetworksAndTypes
    {
        get
        {
            var cases = new TheoryData<string, ScalarType>();
            foreach (var network in Oracle.Names)
            {
                cases.Add(network, ScalarType.Float32);
                cases.Add(network, ScalarType.Float64);
            }
            return cases;
        }
    }

    /// <summary>Names of the networks with batch norm.</summary>
    public static TheoryData<string> BatchNormNetworks => ["resnet-batch", "wide-resnet-batch"];

    /// <summary>Names of further networks, of which the oracle has the logits.</summary>
    public static TheoryData<string> Variants => [.. OracleVariant.Names];
}
