using NtkRepro.Data;
using NtkRepro.Tangents;

namespace NtkRepro.Training;

/// <summary>What a run predicts for one image of the test set, whose order the rows of one epoch have.</summary>
/// <param name="Epoch">Epochs of the run; for a parent and its children, of both together.</param>
/// <param name="Label">The class of the image.</param>
/// <param name="Predicted">The class that the run predicts.</param>
public sealed record PredictionRow(double Epoch, byte Label, byte Predicted);

/// <summary>The classes that a run predicts at one time, [images].</summary>
/// <param name="Epoch">The time.</param>
/// <param name="Classes">In the order of the images.</param>
public sealed record Predictions(double Epoch, byte[] Classes)
{
    /// <summary>The labels of a set as the tables have them, [images].</summary>
    public static byte[] LabelsOf(LabelledImages data) => [.. data.Labels.Values<long>().Select(label => (byte)label)];

    /// <summary>As rows of a table.</summary>
    public IEnumerable<PredictionRow> Rows(byte[] labels) =>
        Classes.Zip(labels, (predicted, label) => new PredictionRow(Epoch, label, predicted));
}
