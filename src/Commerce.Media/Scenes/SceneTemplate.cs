namespace Commerce.Media.Scenes;

/// <summary>One image style as data: where things stand, what they are made of and how they are lit. Shares are of the picture's sides, 0 to 1.</summary>
/// <param name="Key">The style's key.</param>
/// <param name="Variants">Sets to choose from by seed or season; at least one.</param>
public sealed record SceneTemplate(string Key, IReadOnlyList<SceneSet> Variants);

/// <summary>One set of a style.</summary>
/// <param name="Name">Unique within the style; seasons use their own names.</param>
/// <param name="Horizon">Where the floor meets the wall.</param>
/// <param name="Ground">Where the product's foot stands.</param>
/// <param name="Room">The area the product may fill.</param>
/// <param name="Wall">The wall's colour.</param>
/// <param name="Floor">The floor's colour and material.</param>
/// <param name="Light">The main light.</param>
/// <param name="Shadow">How the product's shadow falls.</param>
/// <param name="Pattern">What the light passes through.</param>
/// <param name="Props">Shapes of the set, drawn behind the product.</param>
/// <param name="Reflection">Strength of the product's mirror image on the floor, 0 for none.</param>
/// <param name="Glows">Coloured light over the wall, painted in this order.</param>
/// <param name="FromAbove">The camera looks straight down: the product lies in the middle and its shadow falls to one side of its whole outline.</param>
public sealed record SceneSet(
    string Name, float Horizon, float Ground, RoomArea Room, SurfaceLook Wall, SurfaceLook Floor, LightLook Light,
    ShadowLook Shadow, PatternLook? Pattern = null, IReadOnlyList<string>? Props = null, float Reflection = 0,
    IReadOnlyList<GlowLook>? Glows = null, bool FromAbove = false);

/// <summary>The largest width and height of the product.</summary>
public sealed record RoomArea(float Width, float Height);

/// <summary>A surface's colour and material.</summary>
/// <param name="Material">paper, plaster, plane, wood, stone, linen, sand, snow, concrete, terrazzo, marble, fluted or tiles.</param>
/// <param name="Lightness">Oklab lightness wished for, before the product's own is taken into account.</param>
/// <param name="Chroma">Oklab chroma wished for.</param>
/// <param name="Hue">Degrees; null takes the brand's.</param>
/// <param name="Softness">Height of the transition to the other surface.</param>
public sealed record SurfaceLook(string Material, float Lightness, float Chroma, float? Hue = null, float Softness = 0.004f);

/// <summary>A broad light.</summary>
/// <param name="X">Centre across.</param>
/// <param name="Y">Centre down.</param>
/// <param name="Reach">How far it carries.</param>
/// <param name="Strength">How much lighter its centre is.</param>
/// <param name="Fall">How much darker the corners are.</param>
/// <param name="Warmth">Yellow (+) or blue (−) shift.</param>
public sealed record LightLook(float X, float Y, float Reach, float Strength, float Fall, float Warmth = 0);

/// <summary>A wide spot of coloured light that fades into the wall.</summary>
/// <param name="X">Centre across.</param>
/// <param name="Y">Centre down.</param>
/// <param name="Reach">How far it carries, as a share of the height.</param>
/// <param name="Lightness">Oklab lightness of its centre.</param>
/// <param name="Chroma">Oklab chroma of its centre; never more colourful than the brand.</param>
/// <param name="Turn">Degrees from the brand's hue.</param>
/// <param name="Second">Takes the palette's second lively colour, where there is one, instead of the turned first.</param>
public sealed record GlowLook(float X, float Y, float Reach, float Lightness, float Chroma, float Turn = 0, bool Second = false);

/// <summary>A light pattern thrown on the set.</summary>
/// <param name="Kind">window, leaves, branches or blinds.</param>
/// <param name="Strength">How dark its shade is, 0 to 1.</param>
/// <param name="Blur">Softness as a share of the width.</param>
public sealed record PatternLook(string Kind, float Strength, float Blur);

/// <summary>A shadow made of three layers, all from the product's outline.</summary>
/// <param name="Contact">Darkness where the product touches the ground.</param>
/// <param name="Soft">Darkness of the pool around its foot.</param>
/// <param name="Cast">Darkness of the thrown shadow.</param>
/// <param name="Slant">How far the thrown shadow leans sideways per unit of height; from above, how far it falls sideways per unit of length.</param>
/// <param name="Length">Its length per unit of height; from above, how far it falls per unit of the product's smaller side.</param>
/// <param name="Blur">Its softness as a share of the width.</param>
public sealed record ShadowLook(float Contact, float Soft, float Cast, float Slant, float Length, float Blur);
