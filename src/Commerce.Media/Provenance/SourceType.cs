namespace Commerce.Media.Provenance;

/// <summary>IPTC digital source types, as short names of <c>http://cv.iptc.org/newscodes/digitalsourcetype/</c>.</summary>
public static class SourceType
{
    /// <summary>Real photographs put together with made elements, without a trained model.</summary>
    public const string CompositeSynthetic = "compositeSynthetic";

    /// <summary>Real photographs put together with parts made by a trained model.</summary>
    public const string CompositeWithTrainedModel = "compositeWithTrainedAlgorithmicMedia";

    /// <summary>Made by a trained model altogether.</summary>
    public const string TrainedModel = "trainedAlgorithmicMedia";

    internal const string Prefix = "http://cv.iptc.org/newscodes/digitalsourcetype/";
}
