namespace Commerce.Media.Cutout;

/// <summary>How a product was separated from its picture.</summary>
public enum CutoutKind
{
    /// <summary>The file carried usable transparency.</summary>
    Transparent,

    /// <summary>A plain background was recognised and removed.</summary>
    Plain,

    /// <summary>Somebody else's mask lies over the picture's own pixels.</summary>
    Masked,

    /// <summary>The background is a scene; the whole picture is kept and shown as a framed photo.</summary>
    Framed,
}
