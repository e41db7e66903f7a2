using Commerce.Publishing;
using Commerce.Web.Face;

namespace Commerce.Web.Pages.Publications;

/// <summary>States in plain words with their tone; the words are keys of the resource files.</summary>
public static class StateWords
{
    public static (Tone Tone, string Words) Of(PublicationState state) => state switch
    {
        PublicationState.Queued => (Tone.Neutral, "Waiting"),
        PublicationState.Publishing => (Tone.Info, "Publishing"),
        PublicationState.Published => (Tone.Success, "Published"),
        PublicationState.Failed => (Tone.Critical, "Not published"),
        PublicationState.Reverting => (Tone.Info, "Reverting"),
        PublicationState.Reverted => (Tone.Neutral, "Reverted"),
        _ => (Tone.Warning, "Not reverted"),
    };

    public static (Tone Tone, string Words) Of(PublicationItem item) => item.State switch
    {
        PublicationItemState.Planned => (Tone.Neutral, "Waiting"),
        PublicationItemState.Staged => (Tone.Info, "Uploaded"),
        PublicationItemState.Created => (Tone.Info, "Processing at Shopify"),
        PublicationItemState.Ready => (Tone.Info, "Ready to add"),
        PublicationItemState.Attached => (Tone.Info, "Added"),
        PublicationItemState.Placed => (Tone.Info, "In place"),
        PublicationItemState.Verified when item.GoneAt is not null => (Tone.Warning, "Taken out in the shop"),
        PublicationItemState.Verified => (Tone.Success, "Verified in place"),
        PublicationItemState.Detached => (Tone.Neutral, "Taken out"),
        _ => (Tone.Critical, "Not published"),
    };

    /// <summary>Whether lanes still work on it.</summary>
    public static bool IsWorking(PublicationState state) => state is PublicationState.Queued or PublicationState.Publishing or PublicationState.Reverting;
}
