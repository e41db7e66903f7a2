namespace Commerce.Batches;

/// <summary>What one recipe may ask for.</summary>
public static class RecipeLimits
{
    /// <summary>Characters of fine-tuning.</summary>
    public const int Prompt = 500;

    /// <summary>Results of one style and format for one product.</summary>
    public const int Copies = 4;

    /// <summary>Per cent of fidelity below which results are held back, where a recipe says nothing else.</summary>
    public const int UsualFidelity = 70;

    /// <summary>Seconds of the shortest video that can be asked for.</summary>
    public const int ShortestVideo = 6;

    /// <summary>Seconds of the longest.</summary>
    public const int LongestVideo = 30;

    /// <summary>A wished length of videos brought within these; null stays the style's own.</summary>
    public static int? VideoLength(int? seconds) => seconds is { } wished ? Math.Clamp(wished, ShortestVideo, LongestVideo) : null;

    /// <summary>Styles times formats.</summary>
    public const int Lines = 100;
}
