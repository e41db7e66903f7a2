namespace Commerce.Media.Video;

/// <summary>
/// A camera in front of a set made of a wall, a floor and a product standing on it. Distances are in picture heights with
/// the product at distance 1; everything follows from where the wall, the floor and the product stand, so that they shift
/// against each other as real ones would and the product never slides on its floor.
/// </summary>
/// <param name="Eye">Row of the eye's level, 0 to 1.</param>
/// <param name="Fall">How far the floor lies below the eye.</param>
/// <param name="Wall">Distance of the wall.</param>
/// <param name="X">Camera to the right.</param>
/// <param name="Y">Camera down.</param>
/// <param name="Z">Camera forward.</param>
internal readonly record struct SceneCamera(float Eye, float Fall, float Wall, float X, float Y, float Z)
{
    // The same vanishing row the backdrop painter draws its floor towards.
    private const float EyeAboveHorizon = 0.16f;

    internal static SceneCamera For(float horizon, float ground)
    {
        var eye = horizon - EyeAboveHorizon;
        return new SceneCamera(eye, ground - eye, (ground - eye) / EyeAboveHorizon, 0, 0, 0);
    }

    /// <summary>Enlargement of the product.</summary>
    internal float ProductScale => 1 / (1 - Z);

    /// <summary>Where a point of the product shows.</summary>
    /// <param name="across">Heights right of the middle, as the still set shows it.</param>
    /// <param name="down">0 to 1, as the still set shows it.</param>
    internal (float Across, float Down) Product(float across, float down) =>
        ((across - X) * ProductScale, Eye + (down - Eye - Y) * ProductScale);

    /// <summary>Where in the still set a row of the moving picture comes from: its row, and columns as offset plus scale times place.</summary>
    internal (float Down, float Offset, float Scale) Row(float down)
    {
        var below = down - Eye;
        var distance = below > 0 ? (Fall - Y) / below + Z : float.MaxValue;
        if (distance >= Wall)
        {
            return (Eye + (below * (Wall - Z) + Y) / Wall, X / Wall, (Wall - Z) / Wall);
        }
        return (Eye + Fall / distance, X / distance, (distance - Z) / distance);
    }
}
