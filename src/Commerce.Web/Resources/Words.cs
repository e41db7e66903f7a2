namespace Commerce.Web;

/// <summary>
/// Names the resource every text of the face comes from. The key is the English sentence itself; a language adds
/// <c>Resources/Words.{language}.resx</c> and nothing else changes.
/// </summary>
public sealed class Words;
