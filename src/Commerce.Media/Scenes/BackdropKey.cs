using System.Globalization;
using Commerce.Media.Colour;

namespace Commerce.Media.Scenes;

/// <summary>All a painted backdrop depends on: two with the same key have the same pixels.</summary>
internal sealed record BackdropKey(
    float Horizon, SurfaceLook Wall, SurfaceLook Floor, LightLook Light, PatternLook? Pattern, IReadOnlyList<GlowLook>? Glows,
    Rgb WallColour, Rgb FloorColour, string GlowColours, int Width, int Height, long? Seed, string? Shapes)
{
    internal static BackdropKey Of(SceneSet set, SceneColours colours, int width, int height, long seed, string? shapes)
    {
        // Most sets leave nothing to chance, and then the seed is no difference.
        var chance = set.Pattern is not null || Materials.UseOffset(set.Wall.Material) || Materials.UseOffset(set.Floor.Material);
        var glows = string.Join(';', colours.Glows.Select(glow => string.Create(CultureInfo.InvariantCulture, $"{glow.Red} {glow.Green} {glow.Blue}")));
        return new BackdropKey(set.Horizon, set.Wall, set.Floor, set.Light, set.Pattern, set.Glows,
            colours.Wall, colours.Floor, glows, width, height, chance ? seed : null, shapes);
    }
}
