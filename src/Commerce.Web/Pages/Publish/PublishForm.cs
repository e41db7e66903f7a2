namespace Commerce.Web.Pages.Publish;

/// <summary>The plan as it was shown, sent back to be carried out.</summary>
public sealed class PublishForm
{
    /// <summary>Every planned asset, separated by commas.</summary>
    public string Assets { get; set; } = "";

    /// <summary>New media first; last otherwise.</summary>
    public bool Front { get; set; }

    /// <summary>Alt texts as written, by asset.</summary>
    public Dictionary<Guid, string?> Alt { get; set; } = [];

    /// <summary>Digests of the galleries that were shown, by product.</summary>
    public Dictionary<Guid, string?> Seen { get; set; } = [];
}
