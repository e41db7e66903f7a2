using Commerce.Publishing;

namespace Commerce.Web.Pages.Publish;

/// <summary>The plan as it was shown, sent back to be carried out.</summary>
public sealed class PublishForm
{
    /// <summary>Every planned asset, separated by commas.</summary>
    public string Assets { get; set; } = "";

    public Placement Placement { get; set; }

    /// <summary>The day on which all of it is taken back, in the store's calendar.</summary>
    public DateOnly? RevertOn { get; set; }

    /// <summary>The new picture that a variant is to show, by variant.</summary>
    public Dictionary<Guid, Guid?> Variant { get; set; } = [];

    /// <summary>Alt texts as written, by asset.</summary>
    public Dictionary<Guid, string?> Alt { get; set; } = [];

    /// <summary>Digests of the galleries that were shown, by product.</summary>
    public Dictionary<Guid, string?> Seen { get; set; } = [];
}
