namespace Commerce.Providers.ElevenLabs;

/// <summary>A voice.</summary>
/// <param name="Id">The vendor's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Category">Such as <c>premade</c> or <c>cloned</c>.</param>
/// <param name="Preview">Address of a sample, when there is one.</param>
public sealed record Voice(string Id, string Name, string? Category, string? Preview);
