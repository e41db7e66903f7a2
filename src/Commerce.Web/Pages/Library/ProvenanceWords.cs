namespace Commerce.Web.Pages.Library;

/// <summary>The IPTC digital source type, written into the file, in plain words.</summary>
public static class ProvenanceWords
{
    public static string Of(string digitalSourceType) => digitalSourceType switch
    {
        "compositeSynthetic" => "Your photograph set into a computer-made scene.",
        "compositeWithTrainedAlgorithmicMedia" => "Your photograph set into a scene made by an AI model.",
        "trainedAlgorithmicMedia" => "Made by an AI model.",
        "algorithmicMedia" => "Made by a computer program.",
        _ => "Marked in the file as",
    };
}
