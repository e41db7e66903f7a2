namespace Commerce.Media.Checks;

/// <summary>Which of our tools mends what a check found.</summary>
public enum FixIt
{
    /// <summary>None: only other material does.</summary>
    None,

    /// <summary>Bring the clip to the house's profile.</summary>
    Normalise,

    /// <summary>Cut it shorter.</summary>
    Trim,

    /// <summary>Bring it to the profile in another shape.</summary>
    Reframe,

    /// <summary>Make the film again with its loudness set.</summary>
    Loudness,

    /// <summary>Put texts in another place.</summary>
    MoveTexts,

    /// <summary>Add music or speech.</summary>
    AddSound,
}
