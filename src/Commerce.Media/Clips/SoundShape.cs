namespace Commerce.Media.Clips;

/// <summary>How any sound is brought to the house's rate and channels.</summary>
internal static class SoundShape
{
    /// <summary>Stereo at 48 kHz from the clip's beginning; holes in the track become silence.</summary>
    internal const string Filter = "aresample=48000:async=1:first_pts=0,aformat=sample_fmts=fltp:channel_layouts=stereo";
}
