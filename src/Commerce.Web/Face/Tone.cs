namespace Commerce.Web.Face;

/// <summary>What a coloured part means; always said in words as well.</summary>
public enum Tone
{
    Neutral,
    Info,
    Success,
    Warning,
    Critical,
}

internal static class ToneNames
{
    public static string ClassOf(this Tone tone, string component) =>
        tone is Tone.Neutral ? component : $"{component} {component}-{tone.ToString().ToLowerInvariant()}";

    public static string Icon(this Tone tone) => tone switch
    {
        Tone.Success => "check-circle",
        Tone.Warning or Tone.Critical => "alert",
        _ => "info",
    };
}
