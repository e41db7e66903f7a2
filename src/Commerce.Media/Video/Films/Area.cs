namespace Commerce.Media.Video.Films;

/// <summary>A rectangle of a film in pixels.</summary>
internal readonly record struct Area(float Left, float Top, float Width, float Height)
{
    internal float Right => Left + Width;

    internal float Bottom => Top + Height;

    internal float MiddleX => Left + Width / 2;

    internal float MiddleY => Top + Height / 2;

    /// <summary>An area given in shares of a frame.</summary>
    internal static Area Share(VideoOrder order, float left, float top, float width, float height) =>
        new(order.Width * left, order.Height * top, order.Width * width, order.Height * height);
}
