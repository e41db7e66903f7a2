using System.Runtime.Intrinsics;

namespace Commerce.Media.Video.Films;

/// <summary>A part of a shot: what it paints at a time in seconds from the shot's cut, which may be before it.</summary>
internal delegate Painting Layer(float time);

/// <summary>Puts layers together.</summary>
internal static class Layers
{
    /// <summary>The layers one over the other, the first lowest.</summary>
    internal static Layer Stack(params Layer[] layers) => time => new Stack(Array.ConvertAll(layers, layer => layer(time)));

    internal static Layer Fill(Vector128<float> colour)
    {
        var flat = new Flat(colour);
        return _ => flat;
    }
}
