namespace Commerce.Media.Provenance;

/// <summary>Where a made picture or film came from, as its file tells whoever reads it.</summary>
/// <param name="SourceType">A short name from <see cref="Provenance.SourceType"/>.</param>
/// <param name="Model">The model or engine that made it.</param>
/// <param name="Recipe">The recipe it was made by.</param>
/// <param name="SourceSha256">SHA-256 of the product picture it was made from, 64 hexadecimal digits.</param>
/// <param name="MadeAt">When it was made; kept to the second.</param>
public sealed record Origin(string SourceType, string Model, string Recipe, string SourceSha256, DateTimeOffset MadeAt);
