using Commerce.Media.Probe;

namespace Commerce.Media.Tests.Cutout.Labelled;

/// <summary>Pictures of the outdoor catalogue outlined by hand, within about two pixels; only the outlines are kept here.</summary>
internal static class CatalogueSet
{
    /// <summary>Numbers of the outlined pictures.</summary>
    internal static readonly int[] Numbers = [12, 22, 25, 30, 32, 36, 43, 45, 53, 72, 83];

    /// <summary>Reads one, or skips the test when the catalogue is not on this machine.</summary>
    internal static async Task<LabelledPicture> ReadAsync(int number)
    {
        var picture = await PictureIngest.ReadAsync(Path.Combine(SharedFolder.Catalogue(), $"{number}.webp"));
        return new LabelledPicture($"catalogue {number}", picture, LabelledPicture.Covered(LabelledPicture.Drawing("Catalogue", $"{number}")));
    }
}
