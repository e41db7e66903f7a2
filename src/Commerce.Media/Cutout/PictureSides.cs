namespace Commerce.Media.Cutout;

/// <summary>Sides of a picture.</summary>
[Flags]
public enum PictureSides
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The left side.</summary>
    Left = 1,

    /// <summary>The upper side.</summary>
    Top = 2,

    /// <summary>The right side.</summary>
    Right = 4,

    /// <summary>The lower side.</summary>
    Bottom = 8,
}
