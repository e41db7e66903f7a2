using Commerce.Publishing;
using Commerce.Web.Face;

namespace Commerce.Web.Pages.Library;

/// <summary>A publication's state as it matters to one asset.</summary>
public static class PlacementWords
{
    public static string Of(PublicationState state) => state switch
    {
        PublicationState.Queued => "Waiting to be published",
        PublicationState.Publishing => "Being published",
        PublicationState.Published => "Live on the listing",
        PublicationState.Failed => "Publishing failed",
        PublicationState.Reverting => "Being taken off the listing",
        PublicationState.Reverted => "Taken off the listing",
        _ => "Taking it off the listing failed",
    };

    public static Tone ToneOf(PublicationState state) => state switch
    {
        PublicationState.Published => Tone.Success,
        PublicationState.Failed or PublicationState.RevertFailed => Tone.Critical,
        PublicationState.Reverted => Tone.Neutral,
        _ => Tone.Info,
    };
}
