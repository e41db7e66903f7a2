using Commerce.Media.Probe;
using Commerce.Providers;

namespace Commerce.Generations;

/// <summary>Looks at stored outputs as at any stranger's file.</summary>
public sealed class OutputProbe
{
    public async Task<(int Width, int Height)> SizeAsync(GenerationKind kind, string path, CancellationToken cancellationToken)
    {
        var facts = await PictureProbe.ReadAsync(path, cancellation: cancellationToken);
        return (facts.Width, facts.Height);
    }
}
