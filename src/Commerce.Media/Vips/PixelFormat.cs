namespace Commerce.Media.Vips;

/// <summary>How one number of one pixel is stored; values are libvips' own band formats.</summary>
public enum PixelFormat
{
    /// <summary>8 bit, 0 to 255.</summary>
    Byte = 0,

    /// <summary>16 bit, 0 to 65535.</summary>
    Word = 2,

    /// <summary>32 bit floating point.</summary>
    Real = 6,
}
