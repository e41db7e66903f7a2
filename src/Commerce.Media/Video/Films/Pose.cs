namespace Commerce.Media.Video.Films;

/// <summary>Where a piece is at one moment, against where it rests.</summary>
/// <param name="Across">Shares of its width to the right.</param>
/// <param name="Down">Shares of its height down.</param>
/// <param name="Scale">Enlargement about its middle.</param>
/// <param name="Seen">0 clear to 1 opaque.</param>
/// <param name="Squeeze">Its width as a share of the natural one.</param>
internal readonly record struct Pose(float Across, float Down, float Scale, float Seen = 1, float Squeeze = 1);
