namespace Commerce.Media.Tests.Hostile;

/// <summary>A file made to harm whoever opens it as a picture.</summary>
/// <param name="Name">What it is, for the test's report.</param>
/// <param name="Bytes">The file, as somebody would upload it.</param>
internal sealed record HostilePicture(string Name, byte[] Bytes)
{
    /// <summary>Words whose survival in a cleaned copy would mean that something besides pixels came through.</summary>
    internal static string[] Markers { get; } = ["<script", "<?php", "javascript:", "canary", "passwd", "PK\u0003\u0004", "%PDF", "http://"];

    public override string ToString() => Name;
}
