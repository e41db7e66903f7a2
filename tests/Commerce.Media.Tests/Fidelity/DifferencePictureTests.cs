using Commerce.Media.Fidelity;
using Commerce.Media.Probe;

namespace Commerce.Media.Tests.Fidelity;

public sealed class DifferencePictureTests
{
    [Test]
    public void Glows_where_the_product_was_changed_and_nowhere_else()
    {
        var cutout = Staged.Cutout("box-red");
        var staged = new Staged("box-red") { Changed = "<rect x='200' y='300' width='80' height='80' fill='#2a9d8f'/>" };
        var place = new ProductPlace(340 + (cutout.Box.Left + cutout.Box.Width / 2.0 - 300) * 0.8, 310 + (cutout.Box.Top + cutout.Box.Height / 2.0 - 300) * 0.8, Math.Max(cutout.Box.Width, cutout.Box.Height) * 0.8, 0);
        using var drawn = PictureIngest.Read(DifferencePicture.Draw(cutout, staged.Jpeg(), place));
        Assert.That((drawn.Width, drawn.Height), Is.EqualTo((700, 640)));
        var pixels = drawn.ToBytes();
        Assert.That(Red(340 + (240 - 300) * 8 / 10, 310 + (340 - 300) * 8 / 10), Is.GreaterThan(100), "the changed place");
        Assert.That(Red(340 + (180 - 300) * 8 / 10, 310 + (430 - 300) * 8 / 10), Is.LessThan(60), "the product beside it");
        Assert.That(Red(90, 130), Is.LessThan(30), "the background is grey");
        Assert.That(Enumerable.Range(0, pixels.Length / 3).Count(pixel => pixels[pixel * 3 + 2] - pixels[pixel * 3] > 60), Is.GreaterThan(300), "an outline is drawn");

        int Red(int x, int y) => pixels[(y * 700 + x) * 3] - pixels[(y * 700 + x) * 3 + 2];
    }
}
