using System.Runtime.Intrinsics;

namespace Commerce.Media.Video;

/// <summary>A sprite in its place.</summary>
internal sealed class PlacedSprite : Painting
{
    private readonly Texture texture;
    private readonly float opacity;
    private readonly (float First, float Step) across;
    private readonly (float First, float Step) down;
    private readonly Columns shown;
    private CubicTaps? taps;

    internal PlacedSprite(Sprite sprite, float x, float y, float scale, float opacity, float squeeze)
    {
        (texture, this.opacity) = (sprite.Texture, opacity);
        var step = sprite.Density / scale;
        down = (sprite.AnchorY + (0.5f - y) * step - 0.5f, step);
        across = (sprite.AnchorX + (0.5f - x) * step / squeeze - 0.5f, step / squeeze);
        shown = CubicTaps.Shown(across.First, across.Step, texture.Width);
        Look = (texture, across, down, opacity);
    }

    protected override object? Look { get; }

    internal override Columns Reach(int y)
    {
        var place = down.First + y * down.Step;
        return opacity > 0 && place >= -2 && place < texture.Height + 1 ? shown : Columns.None;
    }

    internal override void Paint(int y, Span<Vector128<float>> row, Columns columns)
    {
        // Two threads may make the same taps; which of them are kept makes no difference.
        taps ??= CubicTaps.For(across.First, across.Step, texture.Width, row.Length);
        Sampler.Over(texture, row, down.First + y * down.Step, taps, opacity, columns);
    }
}
