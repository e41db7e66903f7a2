using System.Runtime.Intrinsics;
using Commerce.Media.Compose;
using Commerce.Media.Cutout;
using Commerce.Media.Scenes;
using Commerce.Media.Video.Sound;

namespace Commerce.Media.Video;

/// <summary>The product in a lifestyle set: a slow camera move with true parallax while the light comes up and wanders.</summary>
internal sealed class SceneFilm : Film
{
    private const float Seconds = 7;
    private readonly Texture backdrop;
    private readonly Texture? light;
    private readonly Sprite product;
    private readonly (float Across, float Down) foot;
    private readonly SceneCamera still;
    private readonly float side;
    private readonly SceneSet set;

    private SceneFilm(VideoOrder order, SceneSet set, Texture backdrop, Texture? light, Sprite product, (float, float) foot) : base(order.Width, order.Height, Seconds)
    {
        (this.backdrop, this.light, this.product, this.foot, this.set) = (backdrop, light, product, foot, set);
        still = SceneCamera.For(set.Horizon, set.Ground);
        side = (order.Seed & 1) == 0 ? 1 : -1;
    }

    internal override int PosterFrame => Frames - 20;

    internal override string Description => $"scene-integration, {set.Name}";

    internal override Mood Mood => Mood.Calm;

    internal static SceneFilm Make(ProductCutout cutout, VideoOrder order)
    {
        var variants = SceneCatalogue.Find("lifestyle").Variants;
        var set = variants[(int)((ulong)order.Seed % (ulong)variants.Count)];
        if (order.Height > order.Width * 1.2)
        {
            set = set with { Room = new RoomArea(0.74f, 0.6f), Ground = Math.Min(set.Ground, 0.82f) };
        }
        var colours = SceneColours.For(set, order.Palette, ProductLook.Rim(cutout), order.Seed);
        var backdrop = SceneBackdrop.Paint(cutout, set, colours, order);
        var (sprite, box) = ProductSprite.Make(cutout, set.Room, set.Ground, order.Width, order.Height, density: 1.14f, set.Shadow);
        var foot = ((box.Left + box.Width / 2f - order.Width / 2f) / order.Height, (box.Top + box.Height) / (float)order.Height);
        return new SceneFilm(order, set, backdrop, SceneBackdrop.Light(set, order), sprite, foot);
    }

    internal override Painting At(float time)
    {
        var (camera, progress) = (Camera(time), time / Seconds);
        var (across, down) = camera.Product(foot.Across, foot.Down);
        var rise = 0.55f + 0.45f * Ease.Camera(Ease.Span(time, 0, Seconds * 0.6f));
        return new Stack(
            new Drawn((y, row, columns) => Set(camera, y, row, columns, progress, rise), opaque: true),
            product.At(Width / 2f + across * Height, down * Height, camera.ProductScale));
    }

    internal override Painting ProductAlone()
    {
        var camera = Camera(PosterTime);
        var (across, down) = camera.Product(foot.Across, foot.Down);
        return product.At(Width / 2f + across * Height, down * Height, camera.ProductScale);
    }

    private SceneCamera Camera(float time)
    {
        var eased = Ease.Camera(time / Seconds);
        // A trace of steady motion keeps the ends alive, where the eased path stands still.
        var path = 0.9f * eased + 0.1f * time / Seconds;
        var reach = Math.Min(1, (float)Width / Height);
        return still with { X = side * reach * (0.055f - 0.095f * path), Y = -0.014f * (1 - path), Z = 0.03f + 0.085f * path };
    }

    private void Set(SceneCamera camera, int y, Span<Vector128<float>> row, Columns columns, float progress, float rise)
    {
        var (down, offset, scale) = camera.Row((y + 0.5f) / Height);
        var (v, u) = (down * Height - 0.5f, backdrop.Width / 2f + offset * Height + (0.5f - Width / 2f) * scale - 0.5f);
        Sampler.Fill(backdrop, row, v, u, scale, columns);
        if (light is null)
        {
            return;
        }
        var (ratio, drift) = ((float)light.Width / backdrop.Width, side * (progress - 0.5f) * 0.11f * Height);
        var strength = set.Pattern!.Strength;
        var (keep, tint) = (Vector128.Create(1 - strength * 0.72f), Vector128.Create(1 + set.Light.Warmth, 1, 1 - set.Light.Warmth, 1) * (strength * rise / 255f));
        Sampler.Shine(light, row, (v + 0.5f + Math.Abs(drift) * 0.2f) * light.Height / backdrop.Height - 0.5f, (u + 0.5f + drift) * ratio - 0.5f, scale * ratio, columns, keep, tint);
    }
}
